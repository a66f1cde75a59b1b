import Taro, { usePullDownRefresh, useRouter } from '@tarojs/taro';
import { needsSignIn } from '@/api/problem';
import { usePersonId } from '@/api/session';
import { useRecord } from '@/api/timebank-records';
import { Faces, NotForYou } from '@/components/faces';
import { Screen } from '@/components/screen';
import { RecordActs } from '@/components/service-record/acts';
import { RecordBody } from '@/components/service-record/body';
import { SignInCard } from '@/components/sign-in-card';
import { RECORD_PATHS } from '../../record-words';

/** One record: for the person it is about and for the desk. */
export default function RecordPage() {
  const { id = '' } = useRouter().params;
  const personId = usePersonId();
  const record = useRecord(id);
  usePullDownRefresh(() => {
    void record.refetch().finally(() => Taro.stopPullDownRefresh());
  });
  if (!personId || needsSignIn(record.error))
    return (
      <Screen title="服务记录">
        <SignInCard text="登录后可以看这条服务记录" />
      </Screen>
    );
  return (
    <Screen title="服务记录" footer={record.data && record.data.actions.length > 0 && <RecordActs record={record.data} />}>
      <Faces of={record} hidden={<NotForYou what="这条服务记录" text="只有本人和社区可以查看。" />}>
        {(r) => <RecordBody record={r} path={RECORD_PATHS.one} />}
      </Faces>
    </Screen>
  );
}
