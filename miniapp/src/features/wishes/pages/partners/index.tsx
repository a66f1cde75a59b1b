import { useState } from 'react';
import { View } from '@tarojs/components';
import Taro, { usePullDownRefresh } from '@tarojs/taro';
import { PARTNER_ITEM_KIND_LABELS, PARTNER_ITEM_KINDS, type PartnerItemKind } from '@linli/shared/wishes';
import { usePartnerItems, usePartnerSpeakers } from '@/api/partner-items';
import { queryClient } from '@/api/query-client';
import { usePersonId } from '@/api/session';
import { AreaField } from '@/components/area-field';
import { Button } from '@/components/button';
import { Chips } from '@/components/chips';
import { Empty } from '@/components/faces';
import { List } from '@/components/list';
import { Screen } from '@/components/screen';
import { SignInCard } from '@/components/sign-in-card';
import { Tabs } from '@/components/tabs';
import { PartnerCard } from '../../components/partner-card';
import { PartnerSheet } from '../../components/partner-sheet';
import s from '../../wishes.module.scss';

const TABS = PARTNER_ITEM_KINDS.map((value) => ({ value, label: PARTNER_ITEM_KIND_LABELS[value] }));
const EMPTY: Record<PartnerItemKind, string> = {
  need: '社区和单位需要什么，写在这里，别的单位能看到。',
  resource: '单位能提供的场地、人手、专长，写在这里。',
  project: '一起做的项目，写在这里找伙伴。',
};
type Show = 'all' | 'mine' | 'done';

/** Needs, offers and projects of partner units. */
export default function Partners() {
  const personId = usePersonId();
  const [kind, setKind] = useState<PartnerItemKind>('need');
  const [show, setShow] = useState<Show>('all');
  const [areaCode, setArea] = useState<string | null>(null);
  const [writing, setWriting] = useState(false);
  const speakers = usePartnerSpeakers().data;
  const speaks = speakers !== undefined && (speakers.desk || speakers.units.length > 0);
  const items = usePartnerItems({
    kind,
    ...(areaCode ? { areaCode } : {}),
    ...(show === 'mine' ? { mine: 'true' } : {}),
    ...(show === 'done' ? { state: 'done' as const } : {}),
  });
  usePullDownRefresh(() => {
    void queryClient.invalidateQueries({ queryKey: ['partner-items'] }).finally(() => Taro.stopPullDownRefresh());
  });
  if (!personId)
    return (
      <Screen title="共建清单">
        <SignInCard text="登录后能看到单位之间的需求、资源和项目" />
      </Screen>
    );
  const shows: { value: Show; label: string }[] = [
    { value: 'all', label: '都在找伙伴' },
    ...(speaks ? [{ value: 'mine' as const, label: '我们的' }] : []),
    { value: 'done', label: '已完成' },
  ];
  return (
    <Screen
      title="共建清单"
      footer={
        speaks && (
          <Button icon="plus" onPress={() => setWriting(true)}>
            {`发布到${PARTNER_ITEM_KIND_LABELS[kind]}`}
          </Button>
        )
      }
    >
      <Tabs tabs={TABS} value={kind} onChange={setKind} />
      <View className={s.where}>
        <AreaField label="哪里的" value={areaCode} levels={['street', 'community']} placeholder="全区" clearable onChange={setArea} />
      </View>
      <View className={s.filters}>
        <Chips label="看哪些" line chips={shows} value={show} onPress={setShow} />
      </View>
      <List
        key={`${kind}${show}${areaCode}`}
        of={items}
        keyOf={(item) => item.id}
        empty={<Empty title={show === 'done' ? '还没有完成的' : '现在没有'} text={EMPTY[kind]} drawing="street" />}
      >
        {(item) => <PartnerCard item={item} />}
      </List>
      {writing && <PartnerSheet item={null} kind={kind} onClose={() => setWriting(false)} />}
    </Screen>
  );
}
