import { useState } from 'react';
import { View } from '@tarojs/components';
import Taro, { usePullDownRefresh } from '@tarojs/taro';
import { WISH_KIND_LABELS, WISH_KINDS, type WishKind } from '@linli/shared/wishes';
import { useMe } from '@/api/me';
import { queryClient } from '@/api/query-client';
import { usePersonId } from '@/api/session';
import { useWishBoard } from '@/api/wishes';
import { AreaField } from '@/components/area-field';
import { Button } from '@/components/button';
import { Card, Row } from '@/components/card';
import { Chips } from '@/components/chips';
import { Empty } from '@/components/faces';
import { List } from '@/components/list';
import { Screen } from '@/components/screen';
import { Tabs } from '@/components/tabs';
import { go } from '@/lib/router';
import { GuestBoard } from '../../components/guest-board';
import { WishCard } from '../../components/wish-card';
import { PATHS } from '../../words';
import s from '../../wishes.module.scss';

const TABS = WISH_KINDS.map((value) => ({ value, label: WISH_KIND_LABELS[value] }));
const SHOWS = [
  { value: 'open' as const, label: '等人认领' },
  { value: 'running' as const, label: '正在实现' },
  { value: 'fulfilled' as const, label: '已实现' },
];
const EMPTY = {
  open: { title: '现在没有等人认领的', text: '看看正在实现的，或者许一个自己的心愿' },
  running: { title: '没有正在实现的', text: '认领一个，它就会出现在这里' },
  fulfilled: { title: '这一期还没有实现的', text: '第一个也许就是您帮的' },
};

export default function Board() {
  return usePersonId() ? <Boards /> : <GuestBoard />;
}

function Boards() {
  const me = useMe();
  const [kind, setKind] = useState<WishKind>('micro');
  const [show, setShow] = useState<'open' | 'running' | 'fulfilled'>('open');
  const [picked, setPicked] = useState<string | null>(null);
  const areaCode = picked ?? me.data?.homeCommunityCode ?? null;
  const board = useWishBoard({ kind, show, ...(areaCode ? { areaCode } : {}) });
  usePullDownRefresh(() => {
    void queryClient.invalidateQueries({ queryKey: ['wishes'] }).finally(() => Taro.stopPullDownRefresh());
  });
  return (
    <Screen
      title="微心愿"
      footer={
        <Button icon="plus" onPress={() => go(PATHS.new)}>
          许个心愿
        </Button>
      }
    >
      <Tabs tabs={TABS} value={kind} onChange={setKind} />
      <View className={s.where}>
        <AreaField label="哪里的榜" value={areaCode} levels={['street', 'community']} placeholder="全部社区" onChange={setPicked} />
      </View>
      <View className={s.filters}>
        <Chips label="进展" line chips={SHOWS} value={show} onPress={setShow} />
      </View>
      <List key={`${kind}${show}${areaCode}`} of={board} keyOf={(w) => w.id} empty={<Empty {...EMPTY[show]} drawing="street" />}>
        {(w) => <WishCard wish={w} onPress={() => go(PATHS.detail, { id: w.id })} />}
      </List>
      <Card flush>
        <Row icon="heart" title="我的心愿和认领" onPress={() => go(PATHS.mine)} />
        <Row icon="building-2" title="共建清单" note="单位之间的需求、资源和项目" onPress={() => go(PATHS.partners)} />
        {areaCode && <Row icon="list" title="大屏榜单" note="放在社区大厅的屏幕上" onPress={() => go(PATHS.screen, { areaCode })} />}
      </Card>
    </Screen>
  );
}
