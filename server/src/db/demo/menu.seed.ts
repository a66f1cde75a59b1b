import { DAY_MS } from '@linli/shared/calendar';
import type { EntityManager } from 'typeorm';
import { chanceOf } from './chance.js';
import { DemoMenu, MENU_EDITS } from './orders/menu.js';
import type { World } from './reports/world.js';
import { insertRows, tellEvents } from './rows.js';

/** What some communities set otherwise in the menu, with its history. */
export async function seedMenu(tx: EntityManager, world: World): Promise<void> {
  const menu = new DemoMenu();
  const chance = chanceOf('menu edits');
  const edits = MENU_EDITS.map((edit) => {
    const areaCode = world.areaNamed(edit.communityName).code;
    const at = new Date(Math.floor(world.now.getTime() / 60_000) * 60_000 - edit.daysAgo * DAY_MS + chance.whole(0, 59) * 1000);
    return { ...edit, areaCode, at, by: world.desksOf(areaCode)[0]! };
  }).sort((a, b) => a.at.getTime() - b.at.getTime());
  const settings = new Map<string, Record<string, unknown>>();
  for (const { areaCode, code, set, at, by } of edits) {
    const before = settings.get(`${areaCode} ${code}`) ?? { ...EMPTY, area_code: areaCode, item_code: code };
    settings.set(`${areaCode} ${code}`, { ...before, ...snake(set), updated_by: by.id, updated_at: at });
  }
  await insertRows(tx, 'service_settings', [...settings.values()]);
  const ids = await tellEvents(
    tx,
    edits.map((edit) => ({
      at: edit.at,
      subject: ['menu_setting', `${edit.areaCode} ${edit.code}`] as const,
      action: 'update',
      byId: edit.by.id,
      role: 'dispatcher',
      principalId: null,
      areaCode: edit.areaCode,
      data: menu.changeOf(edit),
    })),
  );
  await insertRows(
    tx,
    'service_setting_notes',
    edits.flatMap(({ reason }, i) => (reason ? [{ event_id: ids[i], reason }] : [])),
  );
}

const EMPTY = {
  enabled: null,
  minutes: null,
  notice_hours: null,
  radius_metres: null,
  max_people: null,
  needs_review: null,
  open_to_neighbours: null,
  description: null,
  weekdays: null,
  slots: null,
};
const snake = (set: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(set).map(([name, value]) => [name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`), value as unknown]));
