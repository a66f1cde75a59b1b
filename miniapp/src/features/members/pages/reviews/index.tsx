import { View } from '@tarojs/components';
import type { QualificationView } from '@linli/shared/members.dto';
import { useQualifications } from '@/api/members';
import { Chips } from '@/components/chips';
import { Empty } from '@/components/faces';
import { List } from '@/components/list';
import { PaneTitle, Panes } from '@/components/panes';
import { ServiceFrame } from '@/components/service-frame';
import { SERVICE_PATHS } from '@/components/service-frame/rooms';
import { useAddress } from '@/lib/address';
import { go } from '@/lib/router';
import { useWide } from '@/lib/wide';
import { QualificationCard } from '../../components/qualification-card';
import { QualificationMatter } from '../../components/qualification-matter';
import s from '../../members.module.scss';

const WHICH = [
  { value: 'pending', label: '待审核' },
  { value: 'ending', label: '快到期' },
  { value: 'verified', label: '已通过' },
  { value: 'rejected', label: '未通过' },
] as const;
type Which = (typeof WHICH)[number]['value'];
const EMPTY: Record<Which, [string, string]> = {
  pending: ['都审完了', '有人上传证书会出现在这里。'],
  ending: ['没有快到期的', '30 天内到期和已经过期的会在这里。'],
  verified: ['还没有通过的资质', '通过后会出现在这里。'],
  rejected: ['没有未通过的', '不通过的会留在这里。'],
};

export default function Reviews() {
  const wide = useWide();
  const [words, change] = useAddress(['which', 'id']);
  const which: Which = WHICH.find((w) => w.value === words.which)?.value ?? 'pending';
  const list = useQualifications(which === 'ending' ? { ending: true } : { state: which });
  const chips = (
    <View className={s.chips}>
      <Chips<Which> line={!wide} label="看哪些" chips={WHICH} value={which} onPress={(w) => change({ which: w, id: null })} />
    </View>
  );
  const empty = <Empty title={EMPTY[which][0]} text={EMPTY[which][1]} />;
  const card = (q: QualificationView, onPress: () => void) => <QualificationCard qualification={q} onPress={onPress} />;
  if (!wide)
    return (
      <ServiceFrame title="资质审核" here="reviews">
        {chips}
        <List of={list} keyOf={(q) => q.id} empty={empty}>
          {(q) => card(q, () => go(SERVICE_PATHS.review, { id: q.id }))}
        </List>
      </ServiceFrame>
    );
  return (
    <ServiceFrame title="资质审核" here="reviews" filled>
      <Panes
        of={list}
        keyOf={(q) => q.id}
        empty={empty}
        head={
          <>
            <PaneTitle title="资质审核" />
            {chips}
          </>
        }
        id={words.id}
        onOpen={(id) => change({ id })}
        line={(q) => card(q, () => change({ id: q.id }))}
        matter={<QualificationMatter key={words.id} id={words.id ?? ''} />}
      />
    </ServiceFrame>
  );
}
