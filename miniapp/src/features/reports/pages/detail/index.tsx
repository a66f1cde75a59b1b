import Taro, { usePullDownRefresh, useRouter, useShareAppMessage } from '@tarojs/taro';
import { STAFF_ROLES } from '@linli/shared/accounts';
import { REPORT_STATE_PLAIN } from '@linli/shared/reports';
import type { ReportView } from '@linli/shared/reports.dto';
import { useHolds } from '@/api/me';
import { needsSignIn } from '@/api/problem';
import { useReport } from '@/api/reports';
import { Button } from '@/components/button';
import { Faces, NotForYou, Skeleton } from '@/components/faces';
import { Screen } from '@/components/screen';
import { SignInCard } from '@/components/sign-in-card';
import { Acts } from '@/components/report/acts';
import { ReportBody } from '@/components/report/report-body';
import { clockWords } from '@/lib/clock-words';
import { groupCard } from '@/lib/group-card';
import { swap } from '@/lib/router';
import { serverNow } from '@/lib/server-clock';

/** One page for everybody: what is on it and what may be done comes with the view. */
export default function ReportDetail() {
  const { id = '' } = useRouter().params;
  const report = useReport(id);
  const staff = useHolds(...STAFF_ROLES);
  usePullDownRefresh(() => {
    void report.refetch().finally(() => Taro.stopPullDownRefresh());
  });
  const data = report.data;
  useShareAppMessage(() => groupCard(data && cardOf(data), `/features/reports/pages/detail/index?id=${id}`));
  return (
    <Screen title={data?.caseNo ?? '事项'} footer={data && data.actions.length > 0 && <Acts report={data} />}>
      {needsSignIn(report.error) ? (
        <SignInCard text="登录后才能看这件事的进度" />
      ) : (
        <Faces of={report} loading={<Skeleton rows={4} />} hidden={<OthersOnly />}>
          {(r) => <ReportBody report={r} staff={staff && !r.mine} />}
        </Faces>
      )}
    </Screen>
  );
}

/** What it is about stays here when it is confidential; a card is read by a whole group. */
function cardOf(r: ReportView) {
  const clock = r.disposal ?? r.response;
  return {
    no: r.caseNo,
    what: r.confidential ? '民生事项' : r.categoryName,
    state: REPORT_STATE_PLAIN[r.state],
    clock: clock.stoppedAt ? null : clockWords(clock, serverNow()).how,
  };
}

function OthersOnly() {
  return (
    <NotForYou what="这件事" text="办结并公开的事，大家都能在公示里看到。">
      <Button inline onPress={() => swap('/features/reports/pages/public/index')}>
        看办结公示
      </Button>
    </NotForYou>
  );
}
