import { Text, View } from '@tarojs/components';
import type { ReportDraft } from '@/lib/report-draft';
import { useFollow, useSimilar } from '@/api/reports';
import { usePersonId } from '@/api/session';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { ClockChip } from '@/components/clock-chip';
import { ReportStateTag } from '@/components/state-tag/report';
import { useNow } from '@/lib/ticking';
import { msOf, sayTime } from '@/lib/times';
import { go } from '@/lib/router';
import { say } from '@/lib/say';
import s from './new.module.scss';

/** Somebody may have said it already: following one makes no second case. */
export function SimilarPart({ draft }: { draft: ReportDraft }) {
  const personId = usePersonId();
  const similar = useSimilar(draft.position, draft.category?.code ?? null);
  const follow = useFollow();
  const now = useNow();
  if (!similar.data?.length) return null;
  const press = (id: string) => {
    if (!personId) {
      go('/pages/sign-in/index');
      return;
    }
    follow.mutate(
      { id, follow: true },
      { onSuccess: () => say('已关注，有进展会出现在“我的上报”里', 'done'), onError: (e) => say(e.message, 'late') },
    );
  };
  return (
    <Card title="附近有人报过，是这个问题吗？">
      {similar.data.map((r) => (
        <View key={r.id} className={s.similar}>
          <View className={s.similarWords}>
            <View className={s.similarHead}>
              <Text className={s.similarName}>{r.categoryName}</Text>
              <ReportStateTag state={r.state} />
            </View>
            <Text className={s.similarNote}>
              {r.distanceMetres !== null ? `${r.distanceMetres} 米外 · ` : ''}
              {sayTime(msOf(r.createdAt), now)}
            </Text>
            {r.clock && <ClockChip clock={r.clock} />}
          </View>
          <Button
            kind="secondary"
            size="small"
            inline
            disabled={r.following ?? false}
            pending={follow.isPending && follow.variables.id === r.id}
            onPress={() => press(r.id)}
          >
            {r.following ? '已关注' : '就是它'}
          </Button>
        </View>
      ))}
      <Text className={s.hint}>关注后不用再报，办理进度同样看得到。不是同一个问题，请继续提交。</Text>
    </Card>
  );
}
