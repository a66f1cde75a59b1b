import { useRouter } from '@tarojs/taro';
import { useRecord } from '@/api/timebank-records';
import { Faces, NotForYou } from '@/components/faces';
import { RecordActs } from '@/components/service-record/acts';
import { RecordBody } from '@/components/service-record/body';
import { TimebankFrame } from '../../components/frame';
import { RECORD_PATH } from '../../record-path';

/** One record as the desk looks at it: whole, with what this caller may do now. */
export default function DeskRecord() {
  const { id = '' } = useRouter().params;
  const record = useRecord(id);
  return (
    <TimebankFrame
      title="服务记录"
      here="records"
      footer={record.data && record.data.actions.length > 0 && <RecordActs record={record.data} />}
    >
      <Faces of={record} hidden={<NotForYou what="这条服务记录" text="只有本人和社区可以查看。" />}>
        {(r) => <RecordBody record={r} path={RECORD_PATH} />}
      </Faces>
    </TimebankFrame>
  );
}
