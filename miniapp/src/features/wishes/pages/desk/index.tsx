import { type ReactNode, useState } from 'react';
import { View } from '@tarojs/components';
import { WISH_ACTION_LABELS, WISH_BOX_LABELS, WISH_BOXES, type WishAction, type WishBox } from '@linli/shared/wishes';
import { useDeskWishes, useWish, useWishCounts } from '@/api/wishes';
import { Card, Row } from '@/components/card';
import { Chips } from '@/components/chips';
import { Desk } from '@/components/desk';
import { Empty, Faces, Skeleton } from '@/components/faces';
import { List } from '@/components/list';
import { Matter, Panes, PaneTitle } from '@/components/panes';
import { Screen } from '@/components/screen';
import { useAddress } from '@/lib/address';
import { go } from '@/lib/router';
import { say } from '@/lib/say';
import { useWide } from '@/lib/wide';
import { Acts } from '../../components/acts';
import { WishBody } from '../../components/wish-body';
import { WishCard } from '../../components/wish-card';
import { groupsOf } from '../../rooms';
import { PATHS } from '../../words';
import s from '../../wishes.module.scss';

const KEYS = ['box', 'id'] as const;
const EMPTY: Record<WishBox | 'all', { title: string; text: string }> = {
  to_review: { title: '没有待审核的心愿', text: '居民和网格员提交的会出现在这里。' },
  to_verify: { title: '没有待核实的', text: '认领人交了照片，就会出现在这里。' },
  due_soon: { title: '没有快到期的认领', text: '三天内到期的会出现在这里。' },
  unclaimed: { title: '榜上的都有人认领了', text: '审核通过的心愿会先出现在这里。' },
  all: { title: '还没有心愿', text: '可以为不用手机的居民代提一个。' },
};

/** What waits for the community: words for the board, and the review of what was delivered. */
export default function WishDeskPage() {
  const wide = useWide();
  const [words, change] = useAddress(KEYS);
  const counts = useWishCounts();
  const all = words.box === 'all';
  const box = WISH_BOXES.find((one) => one === words.box) ?? (all ? null : 'to_review');
  const list = useDeskWishes(box ? { box } : {});
  const empty = <Empty {...EMPTY[box ?? 'all']} />;
  const toBox = (next: WishBox | null) => change({ box: next ?? 'all', id: null });
  if (wide)
    return (
      <Desk title="心愿审核" filled here={box ?? 'all'} groups={groupsOf(counts.data ?? [], toBox)}>
        <Wide list={list} box={box} id={words.id} onOpen={(id) => change({ id })} empty={empty} />
      </Desk>
    );
  const chips: { value: WishBox | 'all'; label: string; count?: number }[] = [
    ...WISH_BOXES.map((value) => ({
      value,
      label: WISH_BOX_LABELS[value],
      count: counts.data?.find((row) => row.box === value)?.count,
    })),
    { value: 'all', label: '全部' },
  ];
  return (
    <Screen title="心愿审核">
      <View className={s.filters}>
        <Chips label="心愿" line chips={chips} value={box ?? 'all'} onPress={(value) => toBox(value === 'all' ? null : value)} />
      </View>
      <List key={box} of={list} keyOf={(w) => w.id} empty={empty}>
        {(w) => <WishCard wish={w} onPress={() => go(PATHS.detail, { id: w.id })} />}
      </List>
      <Card flush>
        <Row icon="pencil" title="代提心愿" note="为不用手机的居民、为社区" onPress={() => go(PATHS.new, { behalf: 1 })} />
        <Row icon="settings" title="限额和提醒词" onPress={() => go(PATHS.settings)} />
        <Row icon="building-2" title="共建清单" onPress={() => go(PATHS.partners)} />
      </Card>
    </Screen>
  );
}

interface WideProps {
  list: ReturnType<typeof useDeskWishes>;
  box: WishBox | null;
  id: string | undefined;
  onOpen: (id: string | null) => void;
  empty: ReactNode;
}

function Wide({ list, box, id, onOpen, empty }: WideProps) {
  const [wanted, setWanted] = useState<WishAction | null>(null);
  const wish = useWish(id ?? '');
  const want = (action: WishAction) => {
    if (!wish.data) return;
    if (wish.data.actions.includes(action)) setWanted(action);
    else say(`这个心愿现在不能${WISH_ACTION_LABELS[action]}`);
  };
  return (
    <Panes
      of={list}
      keyOf={(w) => w.id}
      line={(w) => <WishCard wish={w} onPress={() => onOpen(w.id)} />}
      empty={empty}
      head={<PaneTitle title={box ? WISH_BOX_LABELS[box] : '全部心愿'} />}
      id={id}
      onOpen={onOpen}
      keys={{ a: () => want('approve'), r: () => want('reject') }}
      hint="A 审核通过 · R 不予通过"
      nothing="从左边选一个心愿"
      matter={
        <Matter
          foot={
            wish.data && wish.data.actions.length > 0 && <Acts key={wish.data.id} wish={wish.data} wanted={wanted} onWanted={setWanted} />
          }
        >
          <Faces of={wish} loading={<Skeleton rows={4} />}>
            {(w) => <WishBody wish={w} />}
          </Faces>
        </Matter>
      }
    />
  );
}
