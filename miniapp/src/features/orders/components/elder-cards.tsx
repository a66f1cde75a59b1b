import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { ELDER_NEED_LABELS, HELPERS_MAX, HELPER_RELATION_LABELS } from '@linli/shared/elders';
import type { BindingCodeView, ElderView, HelperView } from '@linli/shared/elders.dto';
import { useEndBond, useMakeBindingCode } from '@/api/elders';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { PersonLine } from '@/components/person-line';
import { Sheet } from '@/components/sheet';
import { Marks } from '@/components/state-tag';
import { sayDay, msOf, sayLength } from '@/lib/times';
import { go } from '@/lib/router';
import { ask, say } from '@/lib/say';
import { useNow } from '@/lib/ticking';
import s from './elders.module.scss';

function useEnding(elderId: string) {
  const ending = useEndBond(elderId);
  const end = async (helper: HelperView, title: string, consequence: string) => {
    if (!(await ask({ title, consequence, yes: '解除', danger: true }))) return;
    ending.mutate(helper.id, { onSuccess: () => say('已解除', 'done'), onError: (e) => say(e.message, 'late') });
  };
  return { end, pending: ending.isPending };
}

/** Shown once to be read aloud: whoever types it may order for me. */
function BindingCode({ elderId }: { elderId: string }) {
  const make = useMakeBindingCode(elderId);
  const [shown, setShown] = useState<BindingCodeView | null>(null);
  const now = useNow(5000);
  const left = shown ? msOf(shown.expiresAt) - now : 0;
  const press = () => make.mutate(undefined, { onSuccess: setShown, onError: (e) => say(e.message, 'late') });
  return (
    <>
      <Button icon="users" pending={make.isPending && !shown} onPress={press}>
        让家人替我点单
      </Button>
      <Sheet
        open={shown !== null}
        title="把这八个数字告诉家人"
        onClose={() => setShown(null)}
        footer={
          left > 0 ? undefined : (
            <Button pending={make.isPending} onPress={press}>
              换一组新的
            </Button>
          )
        }
      >
        <Text className={s.digits}>{shown ? `${shown.code.slice(0, 4)} ${shown.code.slice(4)}` : ''}</Text>
        <Text className={s.hint}>
          {left > 0
            ? `还有 ${sayLength(left)} 有效，只能用一次。家人在“亲情代办 → 绑定家人”里输入。不要告诉不认识的人。`
            : '这组数字过时了。'}
        </Text>
      </Sheet>
    </>
  );
}

/** My own: where, what to mind, who may order for me. */
export function OwnCard({ elder, onEdit }: { elder: ElderView; onEdit: () => void }) {
  const { end } = useEnding(elder.id);
  const now = useNow();
  return (
    <Card
      title="给我自己"
      aside={
        <Button kind="text" size="small" inline icon="pencil" onPress={onEdit}>
          修改
        </Button>
      }
    >
      <Text className={s.address}>{elder.address}</Text>
      <Text className={s.area}>{elder.areaText}</Text>
      {(elder.needs.length > 0 || elder.note) && (
        <View className={s.marks}>
          <Marks words={[...elder.needs.map((n) => ELDER_NEED_LABELS[n]), ...(elder.note ? [elder.note] : [])]} />
        </View>
      )}
      {elder.helpers.length > 0 && <Text className={s.part}>可以替我点单的人</Text>}
      {elder.helpers.map((h) => (
        <View key={h.id} className={s.person}>
          <PersonLine
            name={h.name}
            role={`${HELPER_RELATION_LABELS[h.relation]} · ${sayDay(msOf(h.since), now)}绑定`}
            aside={
              h.mayEnd && (
                <Button
                  kind="text"
                  size="small"
                  inline
                  onPress={() => void end(h, `不再让${h.name}代办？`, '对方马上就不能替您点单了，已经点好的不受影响。')}
                >
                  解除
                </Button>
              )
            }
          />
        </View>
      ))}
      {elder.helpers.length < HELPERS_MAX && (
        <View className={s.way}>
          <BindingCode elderId={elder.id} />
        </View>
      )}
    </Card>
  );
}

/** Somebody I order for. */
export function HelpedCard({ elder }: { elder: ElderView }) {
  const { end, pending } = useEnding(elder.id);
  const mine = elder.helpers.find((h) => h.mine);
  return (
    <Card
      title={`为${elder.name}`}
      aside={
        mine?.mayEnd && (
          <Button
            kind="text"
            size="small"
            inline
            pending={pending}
            onPress={() => void end(mine, `不再替${elder.name}点单？`, '解除后要重新绑定才能再替对方点单。')}
          >
            解除
          </Button>
        )
      }
    >
      <Text className={s.address}>{elder.address}</Text>
      <Text className={s.area}>{elder.areaText}</Text>
      {elder.needs.length > 0 && (
        <View className={s.marks}>
          <Marks words={elder.needs.map((n) => ELDER_NEED_LABELS[n])} />
        </View>
      )}
      <View className={s.way}>
        <Button icon="hand-heart" onPress={() => go('/features/orders/pages/menu/index', { elderId: elder.id })}>
          {`为${elder.name}点单`}
        </Button>
      </View>
    </Card>
  );
}
