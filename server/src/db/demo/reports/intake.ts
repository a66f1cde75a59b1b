import { areaAt } from '@linli/shared/areas';
import { cellOf } from '@linli/shared/geo-cells';
import type { ReportSource } from '@linli/shared/reports';
import { mainClassOf } from '@linli/shared/reports';
import { ReportEntity } from '../../../modules/reports/report.entity.js';
import { beginResponse } from '../../../modules/reports/reports.clocks.js';
import type { Album, Side } from '../album.js';
import type { Chance } from '../chance.js';
import type { Person } from '../people/person.js';
import { pointIn } from '../town/landmarks.js';
import type { Point } from '../town/plan.js';
import type { TownArea } from '../town/town.js';
import { Case } from './case.js';
import { COURTESIES, type Story, STORIES } from './stories.js';
import type { World } from './world.js';

export interface Intake {
  at: Date;
  story: Story;
  grid: TownArea;
  source: ReportSource;
  /** Who reported, or who at the desk entered it. */
  by: Person;
  patrolId?: string;
  pointId?: string;
  position?: Point;
  placeText?: string;
  external?: { no: string; dueAt: Date };
  anonymous?: boolean;
}

export const storyOf = (category: string): Story => STORIES.find((s) => s.category === category)!;
const BY_DESK: readonly ReportSource[] = ['hotline_12345', 'on_behalf', 'letter_box', 'leader_instruction', 'media', 'department_transfer'];

/** A report with its story: what its pictures show belongs to it for good. */
export class Lived {
  constructor(
    readonly file: Case,
    readonly story: Story,
    readonly variant: number,
    readonly position: Point,
    private readonly album: Album,
  ) {}

  shot(by: Person, side: Side, at: Date): string[] {
    if (this.story.scene === null) return [];
    const { scene } = this.story;
    const position = side === 'before' ? this.position : null;
    return [this.album.take({ ownerId: by.id, scene, variant: this.variant, side, reportId: this.file.report.id, at, position })];
  }
}

/** The same trouble is told in turn in other words, so that a list does not repeat itself. */
function inOwnWords({ turns }: World, story: Story, chance: Chance): string {
  const turn = turns.get(story.category) ?? chance.whole(0, 9);
  turns.set(story.category, turn + 1);
  return chance.pick(COURTESIES.before) + story.told[turn % story.told.length]! + chance.pick(COURTESIES.after);
}

/** A report comes in. */
export function receive(world: World, album: Album, chance: Chance, intake: Intake): Lived {
  const { at, story, grid, source, by } = intake;
  const category = world.category(story.category);
  const desk = BY_DESK.includes(source);
  const position = intake.position ?? pointIn(grid.ring, chance.next, 0.8);
  const report = Object.assign(new ReportEntity(), {
    id: chance.uuid(),
    caseNo: '',
    requestHash: '',
    reporterId: desk ? null : by.id,
    enteredBy: desk ? by.id : null,
    source,
    patrolId: intake.patrolId ?? null,
    pointId: intake.pointId ?? null,
    categoryCode: category.code,
    mainClass: mainClassOf(category.code),
    priority: category.priority,
    confidential: category.confidential,
    state: 'reported',
    stateBefore: null,
    districtCode: grid.code.slice(0, 6),
    streetCode: grid.code.slice(0, 9),
    communityCode: areaAt(grid.code, 'community'),
    gridCode: grid.code,
    lng: position[0],
    lat: position[1],
    cell: cellOf({ lng: position[0], lat: position[1] }),
    accuracyMetres: chance.whole(4, 28),
    contactable: !desk && by.phone !== null && chance.yes(0.6),
    anonymous: intake.anonymous ?? false,
    capturedAt: desk ? null : new Date(at.getTime() - chance.whole(20, 180) * 1000),
    createdAt: at,
    updatedAt: at,
    ...beginResponse(at),
    responseStoppedAt: null,
    responseLevel: 0,
    externalNo: intake.external?.no ?? null,
    externalDueAt: intake.external?.dueAt ?? null,
    ...NOTHING_YET,
  });
  const words = {
    description: source === 'grid_patrol' ? chance.pick(story.found) : inOwnWords(world, story, chance),
    placeText: intake.placeText ?? `${world.placeIn(grid.code, chance)} ${chance.pick(story.spots)}`.replace(/(?<=\D) (?=\D)/, ''),
    callerName: desk ? `${chance.pick(['李', '王', '陈', '黄', '梁', '周', '吴'])}${chance.pick(['女士', '先生', '阿姨', '大爷'])}` : null,
    callerPhone: desk && chance.yes(0.8) ? `16900005${chance.whole(100, 999)}` : null,
    outsideBody: null,
    releasedText: null,
  };
  const lived = new Lived(new Case(report, words, category, world.calendar(grid.code)), story, chance.whole(1, 2), position, album);
  const photos = desk ? [] : lived.shot(by, 'before', at);
  lived.file.record(at, 'report', by, {
    role: desk ? 'dispatcher' : source === 'grid_patrol' ? 'grid_member' : 'reporter',
    data: { source },
    photos: { kind: 'before', fileIds: photos },
  });
  return lived;
}

const NOTHING_YET = {
  firstDispatchedAt: null,
  disposalFirstDueAt: null,
  run: 0,
  runStartedAt: null,
  deadlineType: null,
  deadlineValue: null,
  pausedMs: 0,
  ownDueAt: null,
  disposalDueAt: null,
  disposalHalfAt: null,
  disposalAmberAt: null,
  disposalFurtherAt: null,
  disposalStoppedAt: null,
  disposalLate: false,
  disposalLevel: 0,
  reminded: false,
  openDueAt: null,
  openAmberAt: null,
  nextMarkAt: null,
  teamId: null,
  teamHasAccounts: null,
  handlerId: null,
  workedBy: [],
  outcome: null,
  outcomeUntil: null,
  reworkCount: 0,
  returnCount: 0,
  urgeCount: 0,
  lastUrgedAt: null,
  supervisedAt: null,
  extensionState: null,
  extensionUntil: null,
  extensionAskedAt: null,
  extensionAskedBy: null,
  suspendedAt: null,
  suspendedUntil: null,
  checkDueAt: null,
  checkCloseAt: null,
  checkedBy: null,
  closedAt: null,
  closedAs: null,
  rejectedAt: null,
  mergedIntoId: null,
  rating: null,
  ratedAt: null,
  reopenedAt: null,
  followers: 0,
  releasedAt: null,
  drawnAt: null,
  secondCheckPassed: null,
  secondCheckedAt: null,
} satisfies Partial<ReportEntity>;
