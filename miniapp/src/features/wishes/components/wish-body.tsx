import { Text, View } from '@tarojs/components';
import { periodText, WISH_KIND_LABELS, WISH_SOURCE_LABELS, WISH_WHAT_LABELS } from '@linli/shared/wishes';
import type { WishView } from '@linli/shared/wishes.dto';
import { Card } from '@/components/card';
import { PhotoGrid } from '@/components/photo-grid';
import { StateTag } from '@/components/state-tag';
import { Timeline } from '@/components/timeline';
import { LOOKS, sayPledge, sayYuan } from '../words';
import { Contact } from './contact';
import { HotWords } from './hot-words';
import { Note } from './note';
import s from '../wishes.module.scss';

/** Everything of one wish that this reader may see; the server has left out the rest. */
export function WishBody({ wish: w }: { wish: WishView }) {
  const [tone, icon] = LOOKS[w.state];
  const claim = w.claimedByMe ? '我' : w.claimantText;
  return (
    <View>
      {w.rejectReason && <Note bad>{`没有通过：${w.rejectReason}`}</Note>}
      {w.redoReason && <Note>{`社区请再完善：${w.redoReason}`}</Note>}
      <Card>
        <View className={s.head}>
          <Text className={s.quiet}>{w.period ? `${periodText(w.period)}${WISH_KIND_LABELS[w.kind]}` : WISH_KIND_LABELS[w.kind]}</Text>
          <StateTag tone={tone} icon={icon} word={w.stateText} />
        </View>
        <Text className={s.big}>{w.title}</Text>
        {w.publicText && <Text className={s.said}>{w.publicText}</Text>}
        <View className={s.pairs}>
          <Pair name="为谁" value={w.beneficiaryText} />
          <Pair name="要什么" value={`${WISH_WHAT_LABELS[w.what]}，${sayYuan(w.valueYuan)}`} />
          <Pair name="在哪" value={w.areaText} />
          {claim && <Pair name="认领" value={w.pledgeDay && w.state === 'claimed' ? `${claim}，${sayPledge(w.pledgeDay)}前完成` : claim} />}
          <Pair name="编号" value={w.wishNo} />
        </View>
      </Card>
      {w.earned && (
        <Card title={w.earned.points > 0 ? `+${w.earned.points} 积分` : '已核实'}>
          <Text className={s.said}>
            {[...w.earned.limits, w.earned.surplusPoints > 0 ? `${w.earned.surplusPoints} 积分进了社区公益池` : null]
              .filter(Boolean)
              .join('；') || '谢谢您圆了这个心愿。'}
          </Text>
        </Card>
      )}
      {w.proof && (
        <Card title="完成情况">
          <Text className={s.said}>{w.proof.note}</Text>
          <PhotoGrid photos={w.proof.photos} label="完成照片" />
        </Card>
      )}
      {w.original && (
        <Card title={w.mine ? '您写的' : '原话（只有社区能看）'}>
          {w.original.warningWords.length > 0 && (
            <Note>{`里面有“${w.original.warningWords.join('”“')}”。微心愿不给钱，${w.mine ? '社区会再看一遍。' : '请看清楚再决定。'}`}</Note>
          )}
          <HotWords text={[w.original.title, w.original.detail].filter(Boolean).join('\n')} words={w.original.warningWords} />
          {!w.mine && <Text className={s.quiet}>{WISH_SOURCE_LABELS[w.original.source]}</Text>}
        </Card>
      )}
      {w.contactVisible && (
        <Card title={w.claimedByMe ? '联系心愿人' : '联系方式'}>
          <Contact id={w.id} inWords={w.original === null} />
        </Card>
      )}
      {w.thanks && (
        <Card title="感谢的话">
          <Text className={s.thanks}>{w.thanks}</Text>
        </Card>
      )}
      <Card title="进展">
        <Timeline entries={w.timeline} nextStep={w.nextStep && `下一步：${w.nextStep}`} />
      </Card>
    </View>
  );
}

function Pair({ name, value }: { name: string; value: string }) {
  return (
    <View className={s.pair}>
      <Text className={s.pairName}>{name}</Text>
      <Text className={s.pairValue}>{value}</Text>
    </View>
  );
}
