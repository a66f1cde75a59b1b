import { DAY_MS, dayTextOf } from '@linli/shared/calendar';
import type { EntityManager } from 'typeorm';
import { chanceOf } from './chance.js';
import { HOME_COMMUNITY, NAMED } from './people/cast.js';
import type { World } from './reports/world.js';
import { insertRows } from './rows.js';

interface Story {
  title: string;
  text: string;
  area: 'district' | 'street' | 'community';
  state: 'submitted' | 'published' | 'refused';
  /** Days from today. */
  from: number;
  to: number;
  by: string;
  decidedBy: string | null;
  reason?: string;
  hoursAgo: number;
}
const STORIES: readonly Story[] = [
  {
    title: '万福花园周末检修水管，请提前存水',
    text: '因更换二次供水阀门，本周六 9:00–17:00 万福花园、福星楼停水，请提前存水。来水时可能发黄，放几分钟就好。\n问询：社区服务站，工作日 8:30–18:00。',
    area: 'community',
    state: 'published',
    from: -1,
    to: 5,
    by: NAMED.dispatcher,
    decidedBy: NAMED.streetDispatcher,
    hoursAgo: 26,
  },
  {
    title: '60 岁以上居民免费体检开始预约',
    text: '街道卫生服务中心为 60 岁以上居民安排免费体检，每天上午 60 人，带身份证和医保卡。行动不便的，请告诉社区，我们安排上门。',
    area: 'street',
    state: 'published',
    from: -3,
    to: 20,
    by: NAMED.streetDispatcher,
    decidedBy: NAMED.districtDispatcher,
    hoursAgo: 70,
  },
  {
    title: '楼道杂物集中清理三天',
    text: '下周一到周三清理楼道里的杂物、旧家具，请提前收好还要用的东西。老人搬不动的，打电话给社区，有人上门帮忙。',
    area: 'community',
    state: 'submitted',
    from: 1,
    to: 7,
    by: NAMED.dispatcher,
    decidedBy: null,
    hoursAgo: 3,
  },
  {
    title: '周末亲子手工活动报名',
    text: '周末下午一起做手工，材料由社区准备，欢迎带孩子来。请到服务站报名。',
    area: 'community',
    state: 'refused',
    from: 2,
    to: 9,
    by: NAMED.dispatcher,
    decidedBy: NAMED.streetDispatcher,
    reason: '请写明几点开始、最多多少人、在哪一间活动室。',
    hoursAgo: 50,
  },
];

/** What the desk has to say: on the board, waiting for a second person, sent back. */
export async function seedNotices(tx: EntityManager, world: World): Promise<void> {
  const chance = chanceOf('notices');
  const community = world.areaNamed(HOME_COMMUNITY).code;
  const codes = { community, street: community.slice(0, 9), district: community.slice(0, 6) };
  const personId = (name: string) => world.cast.people.find((p) => p.name === name)!.id;
  const day = (days: number) => dayTextOf(world.now.getTime() + days * DAY_MS);
  await insertRows(
    tx,
    'notices',
    STORIES.map((story) => {
      const createdAt = new Date(world.now.getTime() - story.hoursAgo * 3_600_000);
      return {
        id: chance.uuid(),
        request_hash: '',
        title: story.title,
        text: story.text,
        area_code: codes[story.area],
        from_day: day(story.from),
        to_day: day(story.to),
        state: story.state,
        written_by: [personId(story.by)],
        decided_by: story.decidedBy && personId(story.decidedBy),
        published_at: story.state === 'published' ? new Date(createdAt.getTime() + 1_800_000) : null,
        refuse_reason: story.reason ?? null,
        created_at: createdAt,
      };
    }),
  );
}
