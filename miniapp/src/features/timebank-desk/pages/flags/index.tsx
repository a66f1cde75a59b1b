import { useState } from 'react';
import { FLAG_STATE_LABELS, FLAG_STATES, type FlagState } from '@linli/shared/timebank-records';
import { useFlags, useRecordCounts } from '@/api/timebank-records';
import { Empty } from '@/components/faces';
import { List } from '@/components/list';
import { Tabs } from '@/components/tabs';
import { go } from '@/lib/router';
import { FlagCard } from '../../components/flag-card';
import { TimebankFrame } from '../../components/frame';

/** What a person should look at. A flag takes nothing away by itself. */
export default function Flags() {
  const [state, setState] = useState<FlagState>('open');
  const flags = useFlags({ state });
  const open = useRecordCounts(true).data?.flags;
  return (
    <TimebankFrame title="时长疑点" here="flags">
      <Tabs
        tabs={FLAG_STATES.map((value) => ({ value, label: FLAG_STATE_LABELS[value], count: value === 'open' ? open : undefined }))}
        value={state}
        onChange={setState}
      />
      <List key={state} of={flags} keyOf={(f) => f.id} empty={<Empty title="这里没有疑点" text="每天夜里自动检查，只提醒，不扣时长" />}>
        {(f) => <FlagCard flag={f} onPress={() => go('/features/timebank-desk/pages/flag/index', { id: f.id })} />}
      </List>
    </TimebankFrame>
  );
}
