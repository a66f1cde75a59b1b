import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { HANDLE_OUTCOME_LABELS, PRIORITY_LABELS, RATING_LABELS, REPORT_SOURCE_LABELS } from '@linli/shared/reports';
import type { ReportPhotoView, ReportView } from '@linli/shared/reports.dto';
import { useAreaShapes } from '@/api/areas';
import { Facts } from '../facts';
import { Card, Second } from '../card';
import { Button } from '../button';
import { ClockChip } from '../clock-chip';
import { MapView } from '../map-view';
import { BeforeAfter, PhotoGrid } from '../photo-grid';
import { PlaceLine } from '../place-line';
import { Sheet } from '../sheet';
import { Marks } from '../state-tag';
import { ReportStateTag } from '../state-tag/report';
import { Timeline } from '../timeline';
import { call } from '@/lib/call';
import { go } from '@/lib/router';
import { msOf, sayTime } from '@/lib/times';
import { useNow } from '@/lib/ticking';
import { Emergency } from './emergency';
import { Following } from './following';
import { Reporter } from './reporter';
import s from './detail.module.scss';

const latestRun = (photos: readonly ReportPhotoView[]) => Math.max(0, ...photos.map((p) => p.run));

function Pictures({ photos }: { photos: readonly ReportPhotoView[] }) {
  const before = photos.filter((p) => p.kind === 'before');
  const all = photos.filter((p) => p.kind === 'after');
  const after = all.filter((p) => p.run === latestRun(all));
  const proof = photos.filter((p) => p.kind === 'proof');
  if (!photos.length) return null;
  return (
    <View className={s.pictures}>
      {before.length > 0 && after.length > 0 ? <BeforeAfter before={before} after={after} /> : <PhotoGrid photos={[...before, ...after]} />}
      {proof.length > 0 && (
        <View className={s.proof}>
          <Second>凭据</Second>
          <PhotoGrid photos={proof} small label="凭据" />
        </View>
      )}
    </View>
  );
}

function PlaceSheet({ report, onClose }: { report: ReportView; onClose: () => void }) {
  const shapes = useAreaShapes(report.areaCode.slice(0, 12));
  if (!report.position) return null;
  return (
    <Sheet open title="位置" onClose={onClose}>
      <MapView
        label="这件事的位置"
        height="tall"
        centre={report.position}
        pins={[{ id: report.id, position: report.position, label: report.placeText ?? report.categoryName }]}
        shapes={shapes.data ?? null}
        highlight={report.areaCode}
      />
      <View className={s.mapText}>
        <Text>{[report.areaText, report.placeText].filter(Boolean).join(' · ')}</Text>
        {report.accuracyMetres !== null && <Second>{`定位误差约 ${Math.round(report.accuracyMetres)} 米`}</Second>}
      </View>
    </Sheet>
  );
}

export function ReportBody({ report: r, staff }: { report: ReportView; staff: boolean }) {
  const [map, setMap] = useState(false);
  const now = useNow();
  const clock = r.disposal ?? r.response;
  const place = [r.areaText, r.placeText].filter(Boolean).join(' · ');
  const team = [r.teamName, r.handlerName].filter(Boolean).join(' · ') || null;
  return (
    <View>
      {r.emergency && !clock.stoppedAt && <Emergency text={r.emergency} />}
      <Card>
        <View className={s.head}>
          <Text className={s.title}>{r.categoryName}</Text>
          <ReportStateTag state={r.state} staff={staff} />
        </View>
        <PlaceLine text={place} onPress={r.position ? () => setMap(true) : undefined} />
        <View className={s.marks}>
          <Marks
            words={[
              ...(r.priority === 'high' || r.priority === 'critical' ? [PRIORITY_LABELS[r.priority]] : []),
              ...(r.confidential ? ['不公开'] : []),
              ...r.marks,
            ]}
          />
        </View>
        {r.description && <Text className={s.description}>{r.description}</Text>}
        <Pictures photos={r.photos} />
      </Card>

      <Card title="承诺">
        <View className={s.clocks}>
          <ClockChip clock={r.response} large />
          {r.disposal && <ClockChip clock={r.disposal} large />}
        </View>
        {clock.firstDueAt !== clock.dueAt && <Second>{`原期限 ${sayTime(msOf(clock.firstDueAt), now)}，已调整`}</Second>}
        {r.suspendReason && r.suspendedUntil && <Second>{`挂账至 ${r.suspendedUntil}：${r.suspendReason}`}</Second>}
        {r.rejectReason && <Text className={s.reason}>未受理：{r.rejectReason}</Text>}
        {r.extension && (
          <Second>
            {`申请延到 ${sayTime(msOf(r.extension.until), now)}（${{ asked: '待答复', granted: '已同意', refused: '未同意' }[r.extension.state]}）：${r.extension.reason}`}
          </Second>
        )}
      </Card>

      {r.outcome && (
        <Card title="处理结果">
          <Text className={s.outcome}>{HANDLE_OUTCOME_LABELS[r.outcome]}</Text>
          <Facts
            facts={[
              ['说明', r.outcomeNote],
              ['预计', r.outcomeUntil],
              ['负责单位', r.outsideBody],
              ['您的评价', r.rating ? RATING_LABELS[r.rating as keyof typeof RATING_LABELS] : null],
              ['评价的话', r.ratingComment],
            ]}
          />
        </Card>
      )}

      {r.mergedIntoId && r.mergedIntoCaseNo && (
        <Card>
          <Text>和另一件是同一个问题，一起办理：</Text>
          <Button kind="secondary" size="small" onPress={() => go('/features/reports/pages/detail/index', { id: r.mergedIntoId ?? '' })}>
            {r.mergedIntoCaseNo}
          </Button>
        </Card>
      )}

      <Following report={r} />

      <Card title="进展">
        <Timeline entries={r.timeline.map((e) => (e.action === 'report' ? { ...e, photos: [] } : e))} nextStep={r.nextStep} />
      </Card>

      <Card title="信息">
        <Facts
          facts={[
            ['编号', r.caseNo],
            ['来源', REPORT_SOURCE_LABELS[r.source]],
            ['上报', sayTime(msOf(r.createdAt), now)],
            ['拍摄', r.capturedAt ? `${sayTime(msOf(r.capturedAt), now)}（手机时间）` : null],
            ['负责', team],
            ['上报人', r.reporterText],
            ['热线编号', r.externalNo],
            ['热线时限', r.externalDueAt ? sayTime(msOf(r.externalDueAt), now) : null],
            ['关注', r.followers > 0 ? `${r.followers} 人` : null],
            ['并案', r.mergedCount > 0 ? `${r.mergedCount} 件` : null],
          ]}
        />
        <View className={s.calls}>
          {r.teamPhone && (
            <Button kind="secondary" size="small" icon="phone" onPress={() => call(r.teamPhone ?? '')}>
              {`打给${r.teamName ?? '处置队伍'}`}
            </Button>
          )}
          {r.reporterVisible && <Reporter id={r.id} />}
        </View>
      </Card>
      {map && <PlaceSheet report={r} onClose={() => setMap(false)} />}
    </View>
  );
}
