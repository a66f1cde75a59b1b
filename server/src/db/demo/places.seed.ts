import { DAY_MS } from '@linli/shared/calendar';
import type { OpenHours, PlaceKind } from '@linli/shared/places';
import type { EntityManager } from 'typeorm';
import { chanceOf } from './chance.js';
import type { World } from './reports/world.js';
import { insertRows } from './rows.js';
import type { Landmark } from './town/landmarks.js';

const WEEK = [1, 2, 3, 4, 5];
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const office: OpenHours[] = [
  { weekdays: WEEK, from: '08:30', to: '12:00' },
  { weekdays: WEEK, from: '14:30', to: '18:00' },
];
const canteen: OpenHours[] = [
  { weekdays: EVERY_DAY, from: '06:30', to: '08:30' },
  { weekdays: EVERY_DAY, from: '11:00', to: '13:00' },
  { weekdays: WEEK, from: '17:00', to: '18:30' },
];
interface Story {
  community: string;
  kind: PlaceKind;
  name: string;
  where: string;
  hours: OpenHours[];
  note: string | null;
}
const STORIES: readonly Story[] = [
  { community: '万福社区', kind: 'service_station', name: '万福社区党群服务站', where: '一楼', hours: [...office, { weekdays: [6], from: '09:00', to: '12:00' }], note: '代办高龄津贴、医保，周六上午有人' }, // prettier-ignore
  { community: '万福社区', kind: 'elder_canteen', name: '万福长者食堂', where: '东侧一楼', hours: canteen, note: '60 岁以上凭证每餐 8 元，行动不便可送餐' }, // prettier-ignore
  { community: '万福社区', kind: 'health_station', name: '万福卫生服务站', where: '二楼', hours: [{ weekdays: EVERY_DAY, from: '08:00', to: '12:00' }, { weekdays: WEEK, from: '14:30', to: '17:30' }], note: '量血压、测血糖不用挂号' }, // prettier-ignore
  { community: '万福社区', kind: 'legal_station', name: '万福法律服务站', where: '201 室', hours: [{ weekdays: [2, 4], from: '15:00', to: '17:30' }], note: '律师每周二、四下午在' }, // prettier-ignore
  { community: '', kind: 'elder_canteen', name: '长者食堂', where: '一楼', hours: canteen, note: null },
  { community: '', kind: 'activity_room', name: '邻里活动室', where: '三楼', hours: [{ weekdays: EVERY_DAY, from: '08:30', to: '21:00' }], note: '下棋、跳舞、写字，孩子放学可以来写作业' }, // prettier-ignore
  { community: '', kind: 'rider_stop', name: '骑手驿站', where: '临街门面', hours: [{ weekdays: EVERY_DAY, from: '07:00', to: '23:00' }], note: '喝水、充电、热饭、歇脚' }, // prettier-ignore
  { community: '', kind: 'service_station', name: '党群服务站', where: '一楼', hours: office, note: null },
];

/** Where one can go, on the landmarks of the district. */
export async function seedPlaces(tx: EntityManager, world: World, landmarks: readonly Landmark[]): Promise<void> {
  const chance = chanceOf('places to go');
  const administrator = world.cast.grants.find((g) => g.role === 'administrator' && g.areaCode.length === 6)!.person;
  const communities = world.areas.filter((a) => a.level === 'community' && a.name !== '万福社区');
  await insertRows(
    tx,
    'places',
    STORIES.map((story, i) => {
      const community = story.community ? world.areaNamed(story.community) : chance.pick(communities);
      const own = landmarks.filter((l) => l.gridCode.startsWith(community.code));
      const station = story.kind === 'service_station' || story.kind === 'legal_station';
      const at = station ? own.find((l) => l.kind === 'station')! : chance.pick(own.filter((l) => l.kind !== 'station'));
      return {
        id: chance.uuid(),
        request_hash: '',
        kind: story.kind,
        name: story.community ? story.name : `${community.name.replace(/社区$/, '')}${story.name}`,
        address: `${at.name}${story.where}`,
        // 0774-3… of nobody: the exchange 300 is not given out.
        phone: `0774-300${String(1000 + i * 37).slice(0, 4)}`,
        lng: at.position[0],
        lat: at.position[1],
        area_code: community.code,
        hours: story.hours,
        note: story.note,
        created_by: administrator.id,
        created_at: new Date(world.now.getTime() - 60 * DAY_MS),
      };
    }),
  );
}
