import type { RecordView } from '@linli/shared/timebank-records.dto';
import { go, swap } from '@/lib/router';
import { serverNow } from '@/lib/server-clock';
import { msOf, sayClock, sayDate } from '@/lib/times';
import { Card, Row } from '../card';
import { Facts } from '../facts';
import { PhotoGrid } from '../photo-grid';
import { StateTag } from '../state-tag';
import { RECORD_LOOKS, sayLastDay, sayMinutes, SERVED_PATHS } from './words';

/** A record whole, as the rules of volunteer records want it, and how it was proved. `path`: where another one of them is looked at. */
export function RecordBody({ record: r, path }: { record: RecordView; path: string }) {
  const [tone, icon] = RECORD_LOOKS[r.state];
  const { replacesId: before, replacedById: after, link } = r;
  const waiting = r.state === 'pending' || r.state === 'publicised';
  const until = r.listedUntil && sayLastDay(r.listedUntil, serverNow());
  return (
    <>
      <Card title={r.title} aside={<StateTag tone={tone} icon={icon} word={r.stateText} />}>
        <Facts
          facts={[
            ['志愿者', r.personName],
            ['日期', sayDate(r.day, serverNow())],
            ['起止', `${sayClock(msOf(r.startedAt))}–${sayClock(msOf(r.finishedAt))}`],
            ['时长', sayMinutes(r.minutes)],
            ['社区', r.communityText],
            ['地点', r.placeText === r.communityText ? null : r.placeText],
            ['服务对象', r.servedText],
            ['服务内容', r.contentText],
            ['服务评价', r.ratingText],
            ['负责人', r.inChargeText],
            ['记录人', r.recorderText],
            ['公示到', until],
            ['未通过原因', r.refuseReason],
            ['作废原因', r.voidReason],
          ]}
        />
      </Card>
      <Card title="怎么证明的">
        <Facts
          facts={[
            ['方式', r.proofText],
            ['没有扫码', r.noCodesReason],
            ['确认', r.confirmedText],
          ]}
        />
        {r.photos.length > 0 && <PhotoGrid photos={r.photos} />}
      </Card>
      <Card title={waiting ? '积分还没计算' : `${r.points} 积分`}>
        <Facts
          facts={[
            ['为什么', r.pointsReasons.join('；')],
            ['积分规则', waiting ? null : r.policyText],
          ]}
        />
      </Card>
      {(before || after || link) && (
        <Card flush>
          {link && <Row icon="clipboard-list" title="看这次服务" onPress={() => go(SERVED_PATHS[link.type], { id: link.id })} />}
          {before && <Row icon="history" title="更正前的记录" onPress={() => swap(path, { id: before })} />}
          {after && <Row icon="arrow-right" title="更正后的记录" onPress={() => swap(path, { id: after })} />}
        </Card>
      )}
    </>
  );
}
