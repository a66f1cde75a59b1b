import { useState } from 'react';
import { View } from '@tarojs/components';
import type { MemberDetailView } from '@linli/shared/members.dto';
import { useMemberAct, type DeskMemberAct } from '@/api/members';
import { ActionBar, type ActionWords } from '@/components/action-bar';
import { say } from '@/lib/say';
import { InsureSheet, SuspendSheet } from './person-forms';
import { ReasonSheet } from './reason-sheet';

interface Acting extends ActionWords {
  done: string;
  asks?: 'reason' | 'suspend' | 'insure';
  phrases?: readonly string[];
}
const ACTS: Record<DeskMemberAct, Acting> = {
  approve: {
    label: '通过',
    icon: 'check',
    confirm: { title: '和监护人通过电话了吗？', consequence: '通过后就能接不上门的任务。' },
    done: '已通过',
  },
  refuse: {
    label: '不通过',
    icon: 'circle-x',
    danger: true,
    asks: 'reason',
    phrases: ['监护人不同意', '联系不上监护人'],
    done: '已告知本人',
  },
  confirm_party: {
    label: '确认党员身份',
    icon: 'badge-check',
    confirm: { title: '核对过党员身份了吗？', consequence: '确认后本人可以亮身份，接“党员”的任务。' },
    done: '已确认',
  },
  refuse_party: {
    label: '党员身份不通过',
    icon: 'circle-x',
    asks: 'reason',
    phrases: ['没有查到组织关系', '请先选所在党支部'],
    done: '已告知本人',
  },
  suspend: { label: '暂停服务', icon: 'circle-pause', danger: true, asks: 'suspend', done: '已暂停' },
  restore: { label: '恢复服务', icon: 'play', confirm: { title: '恢复服务资格？', consequence: '马上又能接任务。' }, done: '已恢复' },
  insure: { label: '登记意外险', icon: 'shield-check', asks: 'insure', done: '已登记' },
};
const LIKELY: readonly DeskMemberAct[] = ['approve', 'confirm_party', 'restore', 'insure'];
const known = (action: string): action is DeskMemberAct => action in ACTS;

export const deskActs = (member: MemberDetailView): DeskMemberAct[] => member.actions.filter(known);

/** What the desk may do with this person now. */
export function PersonActs({ member }: { member: MemberDetailView }) {
  const [open, setOpen] = useState<DeskMemberAct | null>(null);
  const acting = useMemberAct(member.personId);
  const perform = (action: DeskMemberAct, body?: object) =>
    acting.mutate(
      { action, body },
      {
        onSuccess: () => {
          setOpen(null);
          say(ACTS[action].done, 'done');
        },
        onError: (e) => !ACTS[action].asks && say(e.message, 'late'),
      },
    );
  const start = (action: DeskMemberAct) => {
    acting.reset();
    if (ACTS[action].asks) setOpen(action);
    else perform(action);
  };
  const common = { pending: acting.isPending, error: acting.error, onClose: () => setOpen(null) };
  return (
    <View>
      <ActionBar
        actions={deskActs(member)}
        words={(a) => ACTS[a]}
        likely={LIKELY}
        pending={acting.isPending ? acting.variables.action : null}
        onAction={start}
      />
      {open && ACTS[open].asks === 'reason' && (
        <ReasonSheet
          title={ACTS[open].label}
          hint="本人会看到"
          phrases={ACTS[open].phrases}
          danger={ACTS[open].danger}
          onSend={(reason) => perform(open, { reason })}
          {...common}
        />
      )}
      {open === 'suspend' && <SuspendSheet onSend={(body) => perform('suspend', body)} {...common} />}
      {open === 'insure' && <InsureSheet until={member.insuredUntil} onSend={(until) => perform('insure', { until })} {...common} />}
    </View>
  );
}
