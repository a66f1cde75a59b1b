import Taro, { usePullDownRefresh, useRouter, useShareAppMessage } from '@tarojs/taro';
import { STAFF_ROLES } from '@linli/shared/accounts';
import { useHolds } from '@/api/me';
import { needsSignIn } from '@/api/problem';
import { useReport } from '@/api/reports';
import { Faces, Skeleton } from '@/components/faces';
import { Screen } from '@/components/screen';
import { SignInCard } from '@/components/sign-in-card';
import { Acts } from '@/components/report/acts';
import { ReportBody } from '@/components/report/report-body';

/** One page for everybody: what is on it and what may be done comes with the view. */
export default function ReportDetail() {
  const { id = '' } = useRouter().params;
  const report = useReport(id);
  const staff = useHolds(...STAFF_ROLES);
  usePullDownRefresh(() => {
    void report.refetch().finally(() => Taro.stopPullDownRefresh());
  });
  // a card without photo or person; it opens only for those who may see it
  useShareAppMessage(() => ({
    title: report.data ? `${report.data.caseNo} ${report.data.categoryName}` : '邻里',
    path: `/features/reports/pages/detail/index?id=${id}`,
  }));
  const data = report.data;
  return (
    <Screen title={data?.caseNo ?? '事项'} footer={data && data.actions.length > 0 && <Acts report={data} />}>
      {needsSignIn(report.error) ? (
        <SignInCard text="登录后才能看这件事的进度" />
      ) : (
        <Faces of={report} loading={<Skeleton rows={4} />}>
          {(r) => <ReportBody report={r} staff={staff && !r.mine} />}
        </Faces>
      )}
    </Screen>
  );
}
