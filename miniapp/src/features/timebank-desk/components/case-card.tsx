import { useState } from 'react';
import { RECORD_REASON_MAX, RECORD_REASON_MIN } from '@linli/shared/timebank-records';
import type { RecordCaseView } from '@linli/shared/timebank-records.dto';
import { useCaseAct } from '@/api/timebank-records';
import { ActionBar, type ActionWords } from '@/components/action-bar';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Facts } from '@/components/facts';
import { PhotoGrid } from '@/components/photo-grid';
import { ReasonSheet } from '@/components/reason-sheet';
import { sayMinutes } from '@/components/service-record/words';
import { StateTag } from '@/components/state-tag';
import { go } from '@/lib/router';
import { say } from '@/lib/say';
import { serverNow } from '@/lib/server-clock';
import { msOf, sayDate, sayTime } from '@/lib/times';
import { RECORD_PATH } from '../record-path';
import { CorrectSheet } from './correct-sheet';

const WORDS: Record<string, ActionWords> = {
  uphold: { label: '采纳异议', icon: 'circle-x', danger: true },
  correct: { label: '采纳，重新登记', icon: 'pencil' },
  dismiss: { label: '不采纳', icon: 'x' },
};
const LOOKS = { open: ['due', 'hourglass'], upheld: ['done', 'circle-check'], dismissed: ['quiet', 'circle-x'] } as const;

/** An objection or a correction somebody asks for: what it says, what it is about, the answer. */
export function CaseCard({ one }: { one: RecordCaseView }) {
  const act = useCaseAct(one.id);
  const [open, setOpen] = useState<string | null>(null);
  const close = () => {
    act.reset();
    setOpen(null);
  };
  const run = (body: object) =>
    act.mutate(
      { action: open ?? '', body },
      {
        onSuccess: (after) => {
          setOpen(null);
          say(after.stateText, 'done');
        },
      },
    );
  const [tone, icon] = one.late ? (['late', 'alarm-clock'] as const) : LOOKS[one.state];
  return (
    <Card
      title={`${one.kindText} · ${one.recordTitle}`}
      aside={<StateTag tone={tone} icon={icon} word={one.late ? '已超期' : one.stateText} />}
    >
      <Facts
        short
        facts={[
          ['志愿者', one.personName],
          ['服务', `${sayDate(one.recordDay, serverNow())}，${sayMinutes(one.record.minutes)}，${one.record.stateText}`],
          ['社区', one.communityText],
          ['最晚答复', one.state === 'open' ? sayTime(msOf(one.dueAt), serverNow()) : null],
        ]}
      />
      <Facts
        facts={[
          ['说明', one.text],
          ['答复', one.answer],
        ]}
      />
      {one.photos.length > 0 && <PhotoGrid photos={one.photos} small />}
      <Button kind="text" size="small" icon="file-text" inline onPress={() => go(RECORD_PATH, { id: one.recordId })}>
        看服务记录
      </Button>
      <ActionBar
        actions={one.actions}
        words={(action) => WORDS[action] ?? { label: action }}
        likely={['correct']}
        pending={act.isPending ? act.variables.action : null}
        onAction={setOpen}
      />
      {open === 'correct' && <CorrectSheet record={one.record} pending={act.isPending} error={act.error} send={run} onClose={close} />}
      {(open === 'uphold' || open === 'dismiss') && (
        <ReasonSheet
          title={WORDS[open]?.label ?? ''}
          label="答复"
          hint={open === 'uphold' ? '这条记录不再计时长和积分；提出的人和志愿者都会看到答复' : '提出的人会看到'}
          field="answer"
          min={RECORD_REASON_MIN}
          max={RECORD_REASON_MAX}
          danger={open === 'uphold'}
          pending={act.isPending}
          error={act.error}
          send={(answer) => run({ answer })}
          onClose={close}
        />
      )}
    </Card>
  );
}
