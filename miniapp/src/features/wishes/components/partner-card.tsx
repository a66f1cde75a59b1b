import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { useMutation } from '@tanstack/react-query';
import { PARTNER_ITEM_ACTION_LABELS, type PartnerItemAction, type PartnerItemState } from '@linli/shared/wishes';
import type { PartnerItemView } from '@linli/shared/wishes.dto';
import { lookAtPartner, usePartnerItemAct } from '@/api/partner-items';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import type { IconName } from '@/components/icon';
import { PersonLine } from '@/components/person-line';
import { StateTag, type Tone } from '@/components/state-tag';
import { call } from '@/lib/call';
import { tick } from '@/lib/haptics';
import { ask, say } from '@/lib/say';
import { sayPledge } from '../words';
import { PartnerSheet } from './partner-sheet';
import { TakeUpSheet } from './take-up-sheet';
import s from '../wishes.module.scss';

const LOOKS: Record<PartnerItemState, [Tone, IconName]> = {
  open: ['info', 'megaphone'],
  taken: ['due', 'users'],
  done: ['done', 'circle-check'],
  closed: ['quiet', 'circle-x'],
};
const SURE: Partial<Record<PartnerItemAction, { title: string; consequence: string }>> = {
  let_go: { title: '取消对接？', consequence: '这一条会重新开放，让别的单位来对接。' },
  finish: { title: '已经完成了？', consequence: '完成后不再出现在清单里。' },
  close: { title: '撤下这一条？', consequence: '撤下后别人看不到，也不能再恢复。' },
};

/** One entry of the lists: who, until when, who took it up, and what this reader may do. */
export function PartnerCard({ item }: { item: PartnerItemView }) {
  const [open, setOpen] = useState<'revise' | 'take_up' | null>(null);
  const act = usePartnerItemAct(item.id);
  const look = useMutation({ mutationFn: () => lookAtPartner(item.id), onError: (e) => say(e.message, 'late') });
  const [tone, icon] = item.expired ? (['quiet', 'hourglass'] as const) : LOOKS[item.state];
  const press = async (action: PartnerItemAction) => {
    if (action === 'revise' || action === 'take_up') {
      setOpen(action);
      return;
    }
    const sure = SURE[action];
    if (sure && !(await ask({ ...sure, yes: PARTNER_ITEM_ACTION_LABELS[action], danger: action === 'close' }))) return;
    act.mutate({ action }, { onSuccess: () => tick(), onError: (e) => say(e.message, 'late') });
  };
  return (
    <Card>
      <View className={s.head}>
        <Text className={s.title}>{item.title}</Text>
        <StateTag tone={tone} icon={icon} word={item.stateText} />
      </View>
      <View className={s.facts}>
        <Text>{item.fromText}</Text>
        <Text>{item.areaText}</Text>
        <Text>{`${sayPledge(item.validUntil)}前有效`}</Text>
      </View>
      {item.detail && <Text className={s.said}>{item.detail}</Text>}
      {item.takenText && <Text className={s.quiet}>{`${item.takenText}来对接${item.takenNote ? `：${item.takenNote}` : ''}`}</Text>}
      {look.data && <Side title="发布人" {...look.data.from} />}
      {look.data?.taken && <Side title="对接人" {...look.data.taken} />}
      {(item.actions.length > 0 || item.contactVisible) && (
        <View className={s.ways}>
          {item.actions.map((action) => (
            <Button
              key={action}
              inline
              size="small"
              kind={action === 'take_up' || action === 'finish' ? 'primary' : action === 'close' ? 'danger' : 'secondary'}
              pending={act.isPending && act.variables.action === action}
              onPress={() => void press(action)}
            >
              {PARTNER_ITEM_ACTION_LABELS[action]}
            </Button>
          ))}
          {item.contactVisible && !look.data && (
            <Button inline size="small" kind="secondary" icon="phone" pending={look.isPending} onPress={() => look.mutate()}>
              联系方式（会留下记录）
            </Button>
          )}
        </View>
      )}
      {open === 'revise' && <PartnerSheet item={item} kind={item.kind} onClose={() => setOpen(null)} />}
      {open === 'take_up' && <TakeUpSheet item={item} onClose={() => setOpen(null)} />}
    </Card>
  );
}

function Side({ title, name, phone }: { title: string; name: string | null; phone: string | null }) {
  return (
    <PersonLine
      name={name ?? '未填姓名'}
      role={`${title} · ${phone ?? '未留电话'}`}
      aside={
        phone && (
          <Button size="small" icon="phone" inline onPress={() => call(phone)}>
            拨打
          </Button>
        )
      }
    />
  );
}
