import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { ELDER_NEED_LABELS, HELPERS_MAX, HELPER_RELATION_LABELS } from '@linli/shared/elders';
import type { ElderView, HelperView } from '@linli/shared/elders.dto';
import { useEndBond, useRevokeCard } from '@/api/elders';
import { Button } from '@/components/button';
import { Card, Second } from '@/components/card';
import { SERVICE_PATHS } from '@/components/service-frame/rooms';
import { StateTag } from '@/components/state-tag';
import { call } from '@/lib/call';
import { go } from '@/lib/router';
import { ask, say } from '@/lib/say';
import { EditElderSheet } from './edit-elder-sheet';
import { Facts } from '@/components/facts';
import { HelperSheet } from './helper-sheet';
import s from '../desk.module.scss';

const failed = (e: Error) => say(e.message, 'late');

/** One elder: how to reach them, who may order for them, the paper card. Opening it is recorded. */
export function ElderBody({ elder: e }: { elder: ElderView }) {
  const [opened, setOpened] = useState<'edit' | 'helper' | null>(null);
  return (
    <View>
      <Card>
        <View className={s.head}>
          <Text className={s.title}>{e.name}</Text>
          <StateTag
            tone={e.hasAccount ? 'done' : 'quiet'}
            icon={e.hasAccount ? 'user-check' : 'user'}
            word={e.hasAccount ? '自己有账号' : '没有账号'}
          />
        </View>
        <Second>看到电话和地址会留下记录</Second>
        <Facts
          facts={[
            ['电话', e.phone ?? '没有'],
            ['地址', e.address],
            ['社区', e.areaText],
            ['出生', `${e.birthYear} 年`],
            ['请留意', e.needs.map((n) => ELDER_NEED_LABELS[n]).join('、')],
            ['备注', e.note],
          ]}
        />
        <View className={s.buttons}>
          <Button size="small" inline icon="plus" onPress={() => go(SERVICE_PATHS.place, { elder: e.id })}>
            给 TA 点单
          </Button>
          {e.phone && (
            <Button kind="secondary" size="small" inline icon="phone" onPress={() => call(e.phone ?? '')}>
              打电话
            </Button>
          )}
          <Button kind="secondary" size="small" inline icon="pencil" onPress={() => setOpened('edit')}>
            修改
          </Button>
        </View>
      </Card>
      <Card
        title={`代办人 ${e.helpers.length} / ${HELPERS_MAX}`}
        aside={
          e.helpers.length < HELPERS_MAX && (
            <Button kind="secondary" size="small" icon="plus" inline onPress={() => setOpened('helper')}>
              凭证件添加
            </Button>
          )
        }
      >
        {!e.helpers.length && <Second>还没有。亲属可以用老人手机上的 8 位码绑定，也可以带证件来社区添加。</Second>}
        {e.helpers.map((h) => (
          <Helper key={h.id} elder={e} helper={h} />
        ))}
      </Card>
      <PaperCard elder={e} />
      {opened === 'edit' && <EditElderSheet elder={e} onClose={() => setOpened(null)} />}
      {opened === 'helper' && <HelperSheet elder={e} onClose={() => setOpened(null)} />}
    </View>
  );
}

function Helper({ elder, helper: h }: { elder: ElderView; helper: HelperView }) {
  const end = useEndBond(elder.id);
  const finish = async () => {
    const yes = await ask({
      title: `解除${h.name}的代办？`,
      consequence: `${h.name}不能再替${elder.name}点单，也看不到订单；已有的订单照常。`,
      yes: '解除',
      danger: true,
    });
    if (yes) end.mutate(h.id, { onSuccess: () => say('已解除', 'done'), onError: failed });
  };
  return (
    <View className={s.person}>
      <View className={s.personWords}>
        <Text className={s.personName}>{h.name}</Text>
        <Text className={s.second}>
          {`${HELPER_RELATION_LABELS[h.relation]} · ${h.way === 'desk' ? '社区凭证件添加' : '用绑定码添加'} · ${h.since.slice(0, 10)}`}
        </Text>
      </View>
      {h.mayEnd && (
        <Button kind="danger" size="small" inline pending={end.isPending} label={`解除${h.name}`} onPress={() => void finish()}>
          解除
        </Button>
      )}
    </View>
  );
}

/** 亲情卡: for whoever has no phone. A new one makes the old one worthless. */
function PaperCard({ elder: e }: { elder: ElderView }) {
  const revoke = useRevokeCard(e.id);
  const print = async () => {
    const yes =
      !e.cardIssuedAt ||
      (await ask({ title: '重新发一张？', consequence: '旧卡马上作废，请收回。新卡的码只显示这一次，请当场打印。', yes: '重新发' }));
    if (yes) go(SERVICE_PATHS.card, { id: e.id });
  };
  const stop = async () => {
    const yes = await ask({ title: '作废这张亲情卡？', consequence: '捡到的人也用不了了。需要时可以再发。', yes: '作废', danger: true });
    if (yes) revoke.mutate(undefined, { onSuccess: () => say('已作废', 'done'), onError: failed });
  };
  return (
    <Card title="亲情卡">
      <Second>
        {e.cardIssuedAt
          ? `${e.cardIssuedAt.slice(0, 10)} 发的。放在老人家里，来服务的人扫它签到。`
          : '老人没有手机时发一张，放在家里，来服务的人扫它签到。'}
      </Second>
      <View className={s.buttons}>
        <Button kind="secondary" size="small" inline icon="printer" onPress={() => void print()}>
          {e.cardIssuedAt ? '补发' : '发卡并打印'}
        </Button>
        {e.cardIssuedAt && (
          <Button kind="danger" size="small" inline pending={revoke.isPending} onPress={() => void stop()}>
            作废
          </Button>
        )}
      </View>
    </Card>
  );
}
