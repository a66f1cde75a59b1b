import { Text, View } from '@tarojs/components';
import { NOTICE_STATE_LABELS, type NoticeState } from '@linli/shared/notices';
import type { NoticeView } from '@linli/shared/notices.dto';
import { useNow } from '@/lib/ticking';
import { msOf, sayDay } from '@/lib/times';
import { Card } from '../card';
import type { IconName } from '../icon';
import { StateTag, type Tone } from '../state-tag';
import s from './notice-card.module.scss';

const TAGS: Record<NoticeState, { tone: Tone; icon: IconName }> = {
  submitted: { tone: 'due', icon: 'hourglass' },
  published: { tone: 'done', icon: 'circle-check' },
  refused: { tone: 'late', icon: 'undo-2' },
  withdrawn: { tone: 'quiet', icon: 'circle-x' },
};

export function NoticeStateTag({ state }: { state: NoticeState }) {
  return <StateTag {...TAGS[state]} word={NOTICE_STATE_LABELS[state]} />;
}

/** 3月11日 至 3月14日 */
export function NoticeDays({ notice }: { notice: NoticeView }) {
  const now = useNow(60_000);
  const day = (text: string) => sayDay(msOf(`${text}T00:00:00+08:00`), now);
  return <Text className={s.days}>{notice.from === notice.to ? day(notice.from) : `${day(notice.from)} 至 ${day(notice.to)}`}</Text>;
}

/** One notice in a list; staff see how it stands. */
export function NoticeCard({ notice, staff, onPress }: { notice: NoticeView; staff?: boolean; onPress: () => void }) {
  return (
    <Card onPress={onPress} label={`公告：${notice.title}`}>
      <View className={s.line}>
        <Text className={s.title}>{notice.title}</Text>
        {staff && <NoticeStateTag state={notice.state} />}
      </View>
      <Text className={s.text}>{notice.text}</Text>
      <View className={s.foot}>
        <Text className={s.days}>{notice.areaText}</Text>
        <NoticeDays notice={notice} />
      </View>
    </Card>
  );
}
