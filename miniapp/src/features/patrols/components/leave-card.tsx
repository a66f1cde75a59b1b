import { useState } from 'react';
import { View } from '@tarojs/components';
import { LEAVE_STATE_LABELS, type LeaveState } from '@linli/shared/patrols';
import type { LeaveView } from '@linli/shared/patrols.dto';
import { type LeaveAction, useLeaveAction } from '@/api/leaves';
import { Button } from '@/components/button';
import { Card, Second } from '@/components/card';
import { Field, Input } from '@/components/field';
import type { IconName } from '@/components/icon';
import { Sheet } from '@/components/sheet';
import { StateTag, type Tone } from '@/components/state-tag';
import { tick } from '@/lib/haptics';
import { ask, say } from '@/lib/say';
import { serverNow } from '@/lib/server-clock';
import { msOf, sayDay } from '@/lib/times';
import s from './leave-card.module.scss';

const LOOKS: Record<LeaveState, [Tone, IconName]> = {
  asked: ['due', 'hourglass'],
  granted: ['done', 'circle-check'],
  refused: ['late', 'circle-x'],
  cancelled: ['quiet', 'undo-2'],
};
const WORDS: Record<LeaveAction, string> = { grant: '同意', refuse: '不同意', cancel: '取消请假' };

const dayWords = (day: string) => sayDay(msOf(`${day}T00:00:00+08:00`), serverNow());
const span = ({ from, to }: LeaveView) => (from === to ? dayWords(from) : `${dayWords(from)} 至 ${dayWords(to)}`);

export function LeaveCard({ leave }: { leave: LeaveView }) {
  const act = useLeaveAction();
  const [refusing, setRefusing] = useState(false);
  const [note, setNote] = useState('');
  const [tone, icon] = LOOKS[leave.state];
  const run = (action: LeaveAction, words?: string) =>
    act.mutate(
      { id: leave.id, action, note: words },
      {
        onSuccess: () => {
          tick();
          setRefusing(false);
        },
        onError: (e) => say(e.message, 'late'),
      },
    );
  const press = async (action: LeaveAction) => {
    if (action === 'refuse') return setRefusing(true);
    if (action === 'cancel' && !(await ask({ title: '取消这次请假？', consequence: '这些日子会重新计入考核。', yes: '取消请假' }))) return;
    run(action);
  };
  const pending = (action: LeaveAction) => act.isPending && act.variables.action === action;
  return (
    <Card title={span(leave)} aside={<StateTag tone={tone} icon={icon} word={LEAVE_STATE_LABELS[leave.state]} />}>
      <Second>{`${leave.personName} · ${leave.reason}`}</Second>
      {leave.note && <Second>{`答复：${leave.note}`}</Second>}
      {leave.actions.length > 0 && (
        <View className={s.buttons}>
          {[...leave.actions].reverse().map((action) => (
            <Button
              key={action}
              kind={action === 'grant' ? 'primary' : 'secondary'}
              size="small"
              pending={pending(action)}
              onPress={() => void press(action)}
            >
              {WORDS[action]}
            </Button>
          ))}
        </View>
      )}
      <Sheet
        open={refusing}
        title="不同意请假"
        onClose={() => setRefusing(false)}
        footer={
          <Button kind="danger" pending={pending('refuse')} onPress={() => run('refuse', note.trim() || undefined)}>
            不同意
          </Button>
        }
      >
        <Field label="给网格员的话" optional>
          <Input value={note} onChange={setNote} label="给网格员的话" maxLength={100} placeholder="例如：那天有检查，能否改期" />
        </Field>
      </Sheet>
    </Card>
  );
}
