import { View } from '@tarojs/components';
import type { ElderCardView } from '@linli/shared/elders.dto';
import { useElders } from '@/api/elders';
import { useMe } from '@/api/me';
import { AreaField } from '@/components/area-field';
import { Button } from '@/components/button';
import { Card, Second } from '@/components/card';
import { Empty } from '@/components/faces';
import { List } from '@/components/list';
import { ServiceFrame } from '@/components/service-frame';
import { SERVICE_PATHS } from '@/components/service-frame/rooms';
import { PaneTitle, Panes } from '@/components/panes';
import { SearchField } from '@/components/search-field';
import { Marks } from '@/components/state-tag';
import { Tool, Tools } from '@/components/tools';
import { useAddress } from '@/lib/address';
import { widestArea } from '@/lib/roles';
import { go } from '@/lib/router';
import { useSlowly } from '@/lib/slowly';
import { useWide } from '@/lib/wide';
import { ElderMatter } from '../../components/elder-matter';
import s from '../../desk.module.scss';

/** Elders of the area: helpers, cards; a new one is made here. */
export default function Elders() {
  const wide = useWide();
  const [words, change] = useAddress(['q', 'area', 'id']);
  const me = useMe();
  const within = widestArea(me.data, ['dispatcher']);
  const q = useSlowly((words.q ?? '').trim());
  const list = useElders({ areaCode: words.area, q: q || undefined });
  const make = (
    <Button inline={wide} size={wide ? 'small' : undefined} icon="plus" onPress={() => go(SERVICE_PATHS.newElder)}>
      新建档案
    </Button>
  );
  const bar = (
    <Tools>
      <Tool wide>
        <SearchField value={words.q ?? ''} onChange={(v) => change({ q: v || null })} placeholder="姓名开头，或完整手机号" />
      </Tool>
      <Tool>
        <AreaField
          label="区域"
          placeholder="我负责的全部"
          value={words.area ?? null}
          within={within}
          clearable
          onChange={(area) => change({ area })}
        />
      </Tool>
    </Tools>
  );
  const empty = (
    <Empty title="没有找到" text={q || words.area ? '换个写法再找。' : '老人自己可以建，没有手机的由社区建。'}>
      <Button inline kind="secondary" onPress={() => go(SERVICE_PATHS.newElder)}>
        新建档案
      </Button>
    </Empty>
  );
  if (!wide)
    return (
      <ServiceFrame title="老人档案" here="elders" footer={make}>
        {bar}
        <List of={list} keyOf={(e) => e.id} empty={empty}>
          {(e) => <ElderCard elder={e} onPress={() => go(SERVICE_PATHS.elder, { id: e.id })} />}
        </List>
      </ServiceFrame>
    );
  return (
    <ServiceFrame title="老人档案" here="elders" filled>
      <Panes
        of={list}
        keyOf={(e) => e.id}
        empty={empty}
        head={
          <>
            <PaneTitle title="老人档案" aside={make} />
            {bar}
          </>
        }
        id={words.id}
        onOpen={(id) => change({ id })}
        line={(e) => <ElderCard elder={e} onPress={() => change({ id: e.id })} />}
        nothing="从左边选一位老人"
        matter={<ElderMatter key={words.id} id={words.id ?? ''} />}
      />
    </ServiceFrame>
  );
}

function ElderCard({ elder: e, onPress }: { elder: ElderCardView; onPress: () => void }) {
  return (
    <Card onPress={onPress} label={e.name} title={e.name}>
      <Second>{`${e.areaText} · ${e.birthYear} 年生${e.phone ? ` · ${e.phone}` : ''}`}</Second>
      <View className={s.marks}>
        <Marks
          words={[
            e.hasAccount ? '自己有账号' : '没有账号',
            e.helpers ? `${e.helpers} 位代办人` : '没有代办人',
            ...(e.hasCard ? ['有亲情卡'] : []),
          ]}
        />
      </View>
    </Card>
  );
}
