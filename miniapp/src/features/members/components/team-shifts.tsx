import { View } from '@tarojs/components';
import type { ServiceTeamView } from '@linli/shared/members.dto';
import { usePosts } from '@/api/posts';
import { Button } from '@/components/button';
import { Card, Row, Second } from '@/components/card';
import { Faces } from '@/components/faces';
import { SERVICE_PATHS } from '@/components/service-frame/rooms';
import { go } from '@/lib/router';
import { useNow } from '@/lib/ticking';
import { msOf, sayClock, sayTime } from '@/lib/times';
import { PATHS } from '../paths';
import s from '../members.module.scss';

const SHOWN = 6;

/** The next shifts of the team's posts; the leader makes further ones. */
export function TeamShifts({ team }: { team: ServiceTeamView }) {
  const now = useNow();
  const posts = usePosts({ teamId: team.id });
  const shifts = (posts.data?.pages ?? [])
    .flatMap((p) => p.items)
    .flatMap((p) => p.shifts.map((shift) => ({ ...shift, post: p })))
    .sort((a, b) => msOf(a.startAt) - msOf(b.startAt));
  const makes = team.leading || team.actions.includes('set_leader');
  return (
    <Card
      title="接下来的班次"
      flush
      aside={
        makes &&
        !team.retired && (
          <Button
            kind="secondary"
            size="small"
            icon="plus"
            inline
            onPress={() => go(SERVICE_PATHS.newPost, { team: team.id, area: team.areaCode })}
          >
            排班
          </Button>
        )
      }
    >
      <Faces
        of={posts}
        isEmpty={() => !shifts.length}
        empty={
          <View className={s.line}>
            <Second>{makes ? '还没有班次。排一次，或排每周固定的。' : '还没有班次，队长排好会出现在这里。'}</Second>
          </View>
        }
      >
        {() =>
          shifts
            .slice(0, SHOWN)
            .map((x) => (
              <Row
                key={x.orderId}
                icon="calendar-days"
                title={x.post.title}
                note={`${sayTime(msOf(x.startAt), now)}–${sayClock(msOf(x.endAt))} · ${x.post.placeText}`}
                value={x.mine ? '我去' : `${x.accepted} / ${x.headcount} 人`}
                onPress={() => go(PATHS.task, { id: x.orderId })}
              />
            ))
        }
      </Faces>
    </Card>
  );
}
