import { useState } from 'react';
import { RECORD_BOX_LABELS, RECORD_BOXES, type RecordBox } from '@linli/shared/timebank-records';
import type { RecordDeskView } from '@linli/shared/timebank-records.dto';
import { useHolds } from '@/api/me';
import { useDeskRecords, useRecordCounts } from '@/api/timebank-records';
import { Button } from '@/components/button';
import { Empty } from '@/components/faces';
import { List } from '@/components/list';
import { ServiceRecordCard } from '@/components/service-record';
import { Tabs } from '@/components/tabs';
import { go } from '@/lib/router';
import { TimebankFrame } from '../../components/frame';
import { RECORD_PATH } from '../../record-path';

const EMPTY: Record<RecordBox, string> = { to_publicise: '没有等待审核的时长', publicised: '没有正在公示的时长', done: '还没有服务记录' };

function marksOf(r: RecordDeskView): string[] {
  return [
    ...(r.confirmable ? ['公示期满，可确认'] : []),
    ...(r.openCases ? [`异议或更正 ${r.openCases} 件`] : []),
    ...(r.byCode ? ['已扫码'] : []),
  ];
}

/** Hours by hand on their way: looked at, listed, confirmed by a second person; and every record that is over. */
export default function DeskRecords() {
  const [box, setBox] = useState<RecordBox>('to_publicise');
  const desk = useHolds('dispatcher');
  const counts = useRecordCounts(true).data;
  const list = useDeskRecords(box);
  const countOf: Partial<Record<RecordBox, number>> = { to_publicise: counts?.toPublicise, publicised: counts?.publicised };
  return (
    <TimebankFrame
      title="补录审核"
      here="records"
      footer={
        desk && (
          <Button icon="plus" onPress={() => go('/features/timebank-desk/pages/enter/index')}>
            补录时长
          </Button>
        )
      }
    >
      <Tabs
        tabs={RECORD_BOXES.map((value) => ({ value, label: RECORD_BOX_LABELS[value], count: countOf[value] }))}
        value={box}
        onChange={setBox}
      />
      <List
        key={box}
        of={list}
        keyOf={(r) => r.id}
        empty={<Empty title={EMPTY[box]} text="补录的时长先公示 3 个工作日，再由另一位同事确认" />}
      >
        {(r) => <ServiceRecordCard record={r} name={r.personName} marks={marksOf(r)} onPress={() => go(RECORD_PATH, { id: r.id })} />}
      </List>
    </TimebankFrame>
  );
}
