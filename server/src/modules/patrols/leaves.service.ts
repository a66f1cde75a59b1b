import { Injectable } from '@nestjs/common';
import { dayFrom } from '@linli/shared/calendar';
import { type Page, PAGE_LIMIT_DEFAULT } from '@linli/shared/page';
import { LEAVE_AHEAD_DAYS, LEAVE_BACK_DAYS, LEAVE_MAX_DAYS, LEAVE_STATE_LABELS, type LeaveState } from '@linli/shared/patrols';
import type { AskLeaveDto, DecideLeaveDto, LeaveQuery, LeaveView } from '@linli/shared/patrols.dto';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { dayOf } from '../../common/days.js';
import { conflictNow, DomainError, forbidden, idTaken, invalidField, notFound } from '../../common/errors.js';
import { decodeCursor, page } from '../../common/pages.js';
import { type WriteCall, Writes } from '../../common/writes.js';
import { EventsService } from '../events/events.service.js';
import { scopeOf } from './own-grids.js';
import { heldAreas, LEAVE_DECIDERS, mustWalk, over } from './patrols.policy.js';
import { calledIn, lockWalker } from './patrols.store.js';

interface Row {
  id: string;
  personId: string;
  personName: string;
  requestHash: string;
  gridCodes: string[];
  from: string;
  to: string;
  reason: string;
  state: LeaveState;
  note: string | null;
  createdAt: Date;
}
const SELECT = `
  select l.id, l.person_id as "personId", ${calledIn('p')} as "personName", l.request_hash as "requestHash", l.grid_codes as "gridCodes",
    l.from_day::text as "from", l.to_day::text as "to", l.reason, l.state, l.note, l.created_at as "createdAt"
  from patrol_leaves l left join people p on p.id = l.person_id`;
const LIST =
  SELECT +
  `
  where (($1 = 'mine' and l.person_id = $2) or ($1 = 'to_decide' and l.state = 'asked' and l.person_id <> $2 and l.scope_codes && $3::text[])
      or ($1 = 'all' and (l.person_id = $2 or l.scope_codes && $3::text[])))
    and ($4::timestamptz is null or (l.created_at, l.id) < ($4, $5::uuid))
  order by l.created_at desc, l.id desc limit $6`;

type Decision = 'grant' | 'refuse' | 'cancel';
const AFTER: Record<Decision, LeaveState> = { grant: 'granted', refuse: 'refused', cancel: 'cancelled' };

/** Leave of grid members: asked for by them, granted by the grid's leader or the community's dispatcher, never by oneself. */
@Injectable()
export class LeavesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly writes: Writes,
    private readonly clock: Clock,
    private readonly events: EventsService,
  ) {}

  async list(actor: Actor, { box = 'mine', cursor, limit = PAGE_LIMIT_DEFAULT }: LeaveQuery): Promise<Page<LeaveView>> {
    const scope = heldAreas(actor, LEAVE_DECIDERS);
    if (box === 'to_decide' && !scope.length) throw forbidden();
    if (!scope.length) mustWalk(actor);
    const after = decodeCursor(cursor, ['time', 'uuid']);
    const rows = await this.dataSource.query<Row[]>(LIST, [box, actor.personId, scope, after?.[0] ?? null, after?.[1] ?? null, limit + 1]);
    const { items, next } = page(rows, limit, (row) => [row.createdAt.toISOString(), row.id]);
    return { items: items.map((row) => this.view(actor, row)), next };
  }

  ask(call: WriteCall, dto: AskLeaveDto): Promise<LeaveView> {
    const { actor } = call;
    const gridCodes = mustWalk(actor);
    this.checkDays(dto);
    const reason = dto.reason.trim();
    if (reason.length < 2) throw invalidField('reason', '请填写请假原因。');
    return this.writes.create(call, async (tx) => {
      await lockWalker(tx, actor.personId);
      const known = await this.find(tx, dto.id);
      if (known) {
        if (known.personId !== actor.personId || known.requestHash !== call.bodyHash) throw idTaken();
        call.repeated();
        return this.view(actor, known);
      }
      await refuseOverlap(tx, actor.personId, dto);
      await tx.query(
        `insert into patrol_leaves (id, person_id, request_hash, grid_codes, scope_codes, from_day, to_day, reason, state, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, 'asked', $9)`,
        [dto.id, actor.personId, call.bodyHash, gridCodes, scopeOf(gridCodes), dto.from, dto.to, reason, this.clock.now()],
      );
      await this.record(tx, actor, { id: dto.id, gridCodes, personId: actor.personId }, 'ask');
      return this.viewOf(tx, actor, dto.id);
    });
  }

  decide(call: WriteCall, id: string, decision: Decision, { note }: DecideLeaveDto): Promise<LeaveView> {
    const { actor } = call;
    return this.writes.once(call, async (tx) => {
      const leave = await this.find(tx, id, true);
      const decides = leave !== null && over(actor, LEAVE_DECIDERS, leave.gridCodes);
      const mine = leave?.personId === actor.personId;
      if (!leave || (!decides && !mine)) throw notFound();
      if (decision === 'cancel' && !mine) throw forbidden('只有请假的人自己可以取消。');
      if (decision !== 'cancel' && mine) throw new DomainError('forbidden', 'four_eyes', '自己的请假要由别人审批。');
      if (!this.actions(actor, leave).includes(decision))
        throw conflictNow(leave.state, `这次请假${LEAVE_STATE_LABELS[leave.state]}，不能再处理。`);
      const decider = decision === 'cancel' ? [null, null] : [actor.personId, this.clock.now()];
      await tx.query(
        `update patrol_leaves set state = $2, note = coalesce($3, note), decided_by = coalesce($4, decided_by), decided_at = coalesce($5, decided_at)
          where id = $1`,
        [id, AFTER[decision], note?.trim() || null, ...decider],
      );
      await this.record(tx, actor, leave, decision);
      return this.viewOf(tx, actor, id);
    });
  }

  private checkDays({ from, to }: AskLeaveDto): void {
    const [first, last, today] = [dayFrom(from), dayFrom(to), dayFrom(dayOf(this.clock.now()))];
    if (first === null) throw invalidField('from', '没有这一天。');
    if (last === null) throw invalidField('to', '没有这一天。');
    if (today === null || first < today - LEAVE_BACK_DAYS) throw invalidField('from', `最多补请 ${LEAVE_BACK_DAYS} 天前的假。`);
    if (first > today + LEAVE_AHEAD_DAYS) throw invalidField('from', '日期太远。');
    if (last < first) throw invalidField('to', '结束日期不能早于开始日期。');
    if (last - first >= LEAVE_MAX_DAYS) throw invalidField('to', `一次最多请假 ${LEAVE_MAX_DAYS} 天。`);
  }

  /** A granted leave can be given back until it begins. */
  private actions(actor: Actor, leave: Pick<Row, 'personId' | 'gridCodes' | 'state' | 'from'>): Decision[] {
    const mine = leave.personId === actor.personId;
    if (leave.state === 'granted') return mine && leave.from > dayOf(this.clock.now()) ? ['cancel'] : [];
    if (leave.state !== 'asked') return [];
    if (mine) return ['cancel'];
    return over(actor, LEAVE_DECIDERS, leave.gridCodes) ? ['grant', 'refuse'] : [];
  }

  private async find(tx: EntityManager, id: string, lock = false): Promise<Row | null> {
    const [row] = await tx.query<Row[]>(SELECT + ` where l.id = $1` + (lock ? ' for update of l' : ''), [id]);
    return row ?? null;
  }

  private async viewOf(tx: EntityManager, actor: Actor, id: string): Promise<LeaveView> {
    const row = await this.find(tx, id);
    if (!row) throw notFound();
    return this.view(actor, row);
  }

  private view(actor: Actor, row: Row): LeaveView {
    const { id, personId, personName, from, to, reason, state, note } = row;
    return { id, personId, personName, from, to, reason, state, note, actions: this.actions(actor, row) };
  }

  private record(
    tx: EntityManager,
    actor: Actor,
    leave: Pick<Row, 'id' | 'gridCodes' | 'personId'>,
    what: Decision | 'ask',
  ): Promise<string> {
    return this.events.record(tx, {
      subject: ['leave', leave.id],
      action: `leave.${what}`,
      actor,
      principalId: leave.personId === actor.personId ? null : leave.personId,
      areaCode: leave.gridCodes[0] ?? null,
    });
  }
}

async function refuseOverlap(tx: EntityManager, personId: string, { from, to }: AskLeaveDto): Promise<void> {
  const [other] = await tx.query<unknown[]>(
    `select 1 from patrol_leaves where person_id = $1 and state in ('asked', 'granted') and from_day <= $3 and to_day >= $2 limit 1`,
    [personId, from, to],
  );
  if (other) throw new DomainError('conflict', 'leave_overlap', '这几天里您已经请过假。');
}
