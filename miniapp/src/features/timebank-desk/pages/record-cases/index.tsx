import { useState } from 'react';
import { RECORD_CASE_STATE_LABELS, RECORD_CASE_STATES, type RecordCaseState } from '@linli/shared/timebank-records';
import { useRecordCases, useRecordCounts } from '@/api/timebank-records';
import { Empty } from '@/components/faces';
import { List } from '@/components/list';
import { Tabs } from '@/components/tabs';
import { CaseCard } from '../../components/case-card';
import { TimebankFrame } from '../../components/frame';

/** Objections and corrections: what is due first, first. */
export default function RecordCases() {
  const [state, setState] = useState<RecordCaseState>('open');
  const cases = useRecordCases({ state });
  const counts = useRecordCounts(true).data;
  const open = counts && counts.objections + counts.corrections;
  return (
    <TimebankFrame title="异议和更正" here="record-cases">
      <Tabs
        tabs={RECORD_CASE_STATES.map((value) => ({
          value,
          label: RECORD_CASE_STATE_LABELS[value],
          count: value === 'open' ? open : undefined,
        }))}
        value={state}
        onChange={setState}
      />
      <List key={state} of={cases} keyOf={(one) => one.id} empty={<Empty title="这里没有异议和更正" text="收到后 10 个工作日内答复" />}>
        {(one) => <CaseCard one={one} />}
      </List>
    </TimebankFrame>
  );
}
