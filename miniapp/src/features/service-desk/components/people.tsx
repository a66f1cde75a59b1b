import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { CHECK_WAY_LABELS, ORDER_FLAG_LABELS, type AssignmentState, type OrderAction } from '@linli/shared/orders';
import type { AssignmentView, OrderView } from '@linli/shared/orders.dto';
import { useOrderAct } from '@/api/orders';
import { Button } from '@/components/button';
import { Card, Second } from '@/components/card';
import { Sheet } from '@/components/sheet';
import { Marks } from '@/components/state-tag';
import { AssignmentStateTag } from '@/components/state-tag/order';
import { sayMinutes } from '@/lib/order-words';
import { ask, say } from '@/lib/say';
import { useNow } from '@/lib/ticking';
import { msOf, sayTime } from '@/lib/times';
import { RecordForm } from './record-form';
import s from '../desk.module.scss';

/** Which of the desk's acts fit one person's part; whether the desk may do them now says `order.actions`. */
const FITS: Partial<Record<AssignmentState, readonly OrderAction[]>> = {
  accepted: ['record_start', 'no_show'],
  in_service: ['record_finish'],
};
const ORDER_OF_STATES: readonly AssignmentState[] = ['in_service', 'accepted', 'finished', 'confirmed', 'invited', 'no_show', 'voided'];
const rank = (a: AssignmentView) => (ORDER_OF_STATES.indexOf(a.state) + 100) % 100;

function story(a: AssignmentView, now: number): string {
  const at = (iso: string | null) => (iso ? sayTime(msOf(iso), now) : '');
  const way = (of: AssignmentView['startedBy']) => (of ? `（${CHECK_WAY_LABELS[of]}）` : '');
  return [
    a.state === 'invited' && a.answerBy ? `${at(a.answerBy)} 前答复` : null,
    a.state === 'accepted' && a.acceptedAt ? `${at(a.acceptedAt)} 接单` : null,
    a.startedAt ? `${at(a.startedAt)} 签到${way(a.startedBy)}` : null,
    a.finishedAt ? `${at(a.finishedAt)} 签退${way(a.finishedBy)}` : null,
    a.minutes === null ? null : `共 ${sayMinutes(a.minutes)}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** Everybody who was asked, how they stand, and what the desk can do for each. */
export function People({ order }: { order: OrderView }) {
  const [recording, setRecording] = useState<{ of: AssignmentView; action: 'record_start' | 'record_finish' } | null>(null);
  const acting = useOrderAct(order.id);
  const absent = async (a: AssignmentView) => {
    const yes = await ask({
      title: `记${a.name}未到场？`,
      consequence: '位置马上空出来，可以再请人；本人会看到。',
      yes: '记未到场',
      danger: true,
    });
    if (!yes) return;
    acting.mutate(
      { action: 'no_show', body: { personId: a.personId } },
      { onSuccess: () => say('已记下，可以再请人', 'done'), onError: (e) => say(e.message, 'late') },
    );
  };
  const people = [...order.assignments].sort((a, b) => rank(a) - rank(b));
  return (
    <Card title={`谁来 ${order.accepted}/${order.headcount}`}>
      {!people.length && <Second>还没有请人。点“派单”看推荐，或发布到大厅。</Second>}
      {people.map((a) => (
        <Person
          key={a.personId}
          of={a}
          actions={(FITS[a.state] ?? []).filter((x) => order.actions.includes(x) && (x !== 'no_show' || a.late))}
          onAct={(action) => {
            acting.reset();
            if (action === 'no_show') void absent(a);
            else setRecording({ of: a, action: action === 'record_start' ? 'record_start' : 'record_finish' });
          }}
        />
      ))}
      {recording && (
        <Sheet
          open
          title={`${recording.action === 'record_start' ? '代记签到' : '代记签退'}：${recording.of.name}`}
          onClose={() => setRecording(null)}
        >
          <RecordForm
            order={order}
            action={recording.action}
            of={recording.of}
            pending={acting.isPending}
            error={acting.error}
            send={(body) =>
              acting.mutate(
                { action: recording.action, body },
                {
                  onSuccess: () => {
                    setRecording(null);
                    say('已代记，会标明由社区代记', 'done');
                  },
                },
              )
            }
          />
        </Sheet>
      )}
    </Card>
  );
}

const LABELS: Partial<Record<OrderAction, string>> = { record_start: '代记签到', record_finish: '代记签退', no_show: '记未到场' };

function Person({ of: a, actions, onAct }: { of: AssignmentView; actions: readonly OrderAction[]; onAct: (action: OrderAction) => void }) {
  const now = useNow();
  const words = story(a, now);
  return (
    <View className={s.person}>
      <View className={s.personWords}>
        <View className={s.personName}>
          <Text>{a.name}</Text>
          <AssignmentStateTag state={a.state} staff />
          {a.badge && <Marks words={[a.badge]} />}
        </View>
        {words && <Text className={s.second}>{words}</Text>}
        {a.flags.length > 0 && <Marks words={a.flags.map((f) => ORDER_FLAG_LABELS[f])} />}
      </View>
      {actions.length > 0 && (
        <View className={s.personButtons}>
          {actions.map((action) => (
            <Button
              key={action}
              kind={action === 'no_show' ? 'danger' : 'secondary'}
              size="small"
              inline
              label={`${LABELS[action] ?? ''}：${a.name}`}
              onPress={() => onAct(action)}
            >
              {LABELS[action]}
            </Button>
          ))}
        </View>
      )}
    </View>
  );
}
