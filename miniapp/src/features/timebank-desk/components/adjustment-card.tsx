import { useState } from 'react';
import { View } from '@tarojs/components';
import { ADJUSTMENT_ACTION_LABELS, ADJUSTMENT_NOTE_MAX, ADJUSTMENT_NOTE_MIN, type AdjustmentAction } from '@linli/shared/timebank-books';
import type { AdjustmentView } from '@linli/shared/timebank-books.dto';
import { useAdjustmentAct } from '@/api/timebank-books';
import { fieldError } from '@/api/problem';
import { ActionBar, type ActionWords } from '@/components/action-bar';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Facts } from '@/components/facts';
import { Field, FieldError, Textarea } from '@/components/field';
import { Sheet } from '@/components/sheet';
import { StateTag, type Tone } from '@/components/state-tag';
import { tick } from '@/lib/haptics';
import { say } from '@/lib/say';
import { serverNow } from '@/lib/server-clock';
import { sayDate } from '@/lib/times';
import s from '../books.module.scss';

const TONES: Record<AdjustmentView['state'], Tone> = { requested: 'due', approved: 'done', refused: 'late', withdrawn: 'quiet' };
const ICONS = { requested: 'hourglass', approved: 'check', refused: 'x', withdrawn: 'undo-2' } as const;
const LIKELY: readonly AdjustmentAction[] = ['approve'];

function wordsFor({ kind, points, personName }: AdjustmentView) {
  const what = kind === 'reversal' ? `收回 ${points} 分` : `发放 ${points} 分`;
  const consequence = kind === 'reversal' ? '已经用掉的部分会记为欠分，补还前不能使用积分。' : `${personName ?? '公益池'}会马上收到。`;
  return (action: AdjustmentAction): ActionWords => ({
    label: ADJUSTMENT_ACTION_LABELS[action],
    danger: action !== 'approve',
    ...(action === 'withdraw' ? { confirm: { title: '撤回这份申请？', consequence: '撤回后不能恢复，可以重新申请。' } } : {}),
    ...(action === 'approve' ? { icon: 'check', confirm: { title: `同意${what}？`, consequence } } : {}),
  });
}

/** What was asked for, why, by whom, and what this caller may do about it. */
export function AdjustmentCard({ adjustment }: { adjustment: AdjustmentView }) {
  const { id, kindText, points, personName, reasonText, day, taken, debt } = adjustment;
  const act = useAdjustmentAct(id);
  const [refusing, setRefusing] = useState(false);
  const run = (action: AdjustmentAction, body?: object) =>
    act.mutate(
      { action, body },
      {
        onSuccess: (view) => {
          tick();
          say(view.stateText, 'done');
          setRefusing(false);
        },
        onError: (e) => action !== 'refuse' && say(e.message, 'late'),
      },
    );
  return (
    <Card
      title={`${kindText} ${points} 分`}
      aside={<StateTag tone={TONES[adjustment.state]} icon={ICONS[adjustment.state]} word={adjustment.stateText} />}
    >
      <Facts
        short
        facts={[
          [adjustment.kind === 'reversal' ? '向谁收回' : '给谁', personName ?? '公益池'],
          ['原来那笔', reasonText && `${reasonText}${day ? ` · ${sayDate(day, serverNow())}` : ''}`],
          ['社区', adjustment.areaText],
          ['申请人', adjustment.requestedByName],
          ['复核人', adjustment.decidedByName],
          ['收回结果', taken === null ? null : `收回 ${taken} 分${debt ? `，欠 ${debt} 分` : ''}`],
        ]}
      />
      <Facts
        facts={[
          ['事由', adjustment.note],
          ['复核意见', adjustment.decisionNote],
        ]}
      />
      <View className={s.acts}>
        <ActionBar
          actions={adjustment.actions}
          words={wordsFor(adjustment)}
          likely={LIKELY}
          pending={act.isPending ? act.variables.action : null}
          onAction={(action) => (action === 'refuse' ? setRefusing(true) : run(action))}
        />
      </View>
      {refusing && (
        <RefuseSheet
          pending={act.isPending}
          error={act.error}
          onClose={() => setRefusing(false)}
          send={(note) => run('refuse', { note })}
        />
      )}
    </Card>
  );
}

interface RefuseProps {
  pending: boolean;
  error: Error | null;
  send: (note: string) => void;
  onClose: () => void;
}
function RefuseSheet({ pending, error, send, onClose }: RefuseProps) {
  const [note, setNote] = useState('');
  const ready = note.trim().length >= ADJUSTMENT_NOTE_MIN;
  return (
    <Sheet
      open
      title="不同意"
      onClose={onClose}
      footer={
        <Button kind="danger" pending={pending} disabled={!ready} onPress={() => send(note.trim())}>
          不同意
        </Button>
      }
    >
      <Field label="原因" hint="申请人会看到" error={fieldError(error, 'note')}>
        <Textarea label="原因" value={note} onChange={setNote} maxLength={ADJUSTMENT_NOTE_MAX} rows={3} />
      </Field>
      {error && !fieldError(error, 'note') && <FieldError>{error.message}</FieldError>}
    </Sheet>
  );
}
