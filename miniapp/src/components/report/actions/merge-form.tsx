import { useState } from 'react';
import { View } from '@tarojs/components';
import { OPEN_REPORT_STATES, REPORT_STATE_LABELS } from '@linli/shared/reports';
import type { ReportCardView } from '@linli/shared/reports.dto';
import { useReportList } from '@/api/desk';
import { useNearReports } from '@/api/reports';
import { useSlowly } from '@/lib/slowly';
import { msOf, sayTime } from '@/lib/times';
import { useNow } from '@/lib/ticking';
import { Options } from '../../choice';
import { Empty, Faces } from '../../faces';
import { SearchField } from '../../search-field';
import { FormShell } from './form-shell';
import type { ActionFormProps } from './types';

/** Into an open one that stays: those nearby, or any by its number or words. */
export function MergeForm({ report, send, pending, error }: ActionFormProps) {
  const [into, setInto] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const q = useSlowly(typed.trim());
  return (
    <FormShell label="并案" missing={into ? null : '请选并入哪一件'} pending={pending} error={error} onSend={() => send({ intoId: into })}>
      <View>
        <SearchField value={typed} onChange={setTyped} placeholder="编号、地点或内容" />
        {q ? <Found q={q} own={report.id} value={into} onChange={setInto} /> : <Near report={report} value={into} onChange={setInto} />}
      </View>
    </FormShell>
  );
}

interface ChoiceProps {
  value: string | null;
  onChange: (id: string) => void;
}

function Near({ report, value, onChange }: ChoiceProps & Pick<ActionFormProps, 'report'>) {
  const near = useNearReports(report.position);
  if (!report.position) return <Empty title="这件没有位置" text="用编号或内容找另一件。" />;
  return (
    <Faces
      of={near}
      isEmpty={(list) => !list.some(other(report.id))}
      empty={<Empty title="附近没有未办结的上报" text="三百米内没有可以并入的，用编号或内容找。" />}
    >
      {(list) => <Open list={list} own={report.id} value={value} onChange={onChange} />}
    </Faces>
  );
}

function Found({ q, own, value, onChange }: ChoiceProps & { q: string; own: string }) {
  const found = useReportList({ q });
  const items = found.data?.pages.flatMap((p) => p.items) ?? [];
  return (
    <Faces of={found} isEmpty={() => !items.some(other(own))} empty={<Empty title="没有找到未办结的" text="换个词试试。" />}>
      {() => <Open list={items} own={own} value={value} onChange={onChange} />}
    </Faces>
  );
}

const other = (own: string) => (r: ReportCardView) => r.id !== own && (OPEN_REPORT_STATES as readonly string[]).includes(r.state);

function Open({ list, own, value, onChange }: ChoiceProps & { list: readonly ReportCardView[]; own: string }) {
  const now = useNow();
  return (
    <Options
      options={list.filter(other(own)).map((r) => ({
        value: r.id,
        label: `${r.categoryName} · ${r.caseNo ?? ''}`,
        note: `${REPORT_STATE_LABELS[r.state]} · ${sayTime(msOf(r.createdAt), now)}${r.distanceMetres === null ? '' : ` · ${r.distanceMetres} 米外`} · ${r.placeText}`,
      }))}
      value={value}
      onChange={onChange}
    />
  );
}
