import { Injectable } from '@nestjs/common';
import { BINDING_CODE_MINUTES, ELDERS_OF_A_HELPER_MAX, type BondWay, type HelperRelation, HELPERS_MAX } from '@linli/shared/elders';
import type { AddHelperDto, BindDto, BindingCodeView, ElderView } from '@linli/shared/elders.dto';
import { CODE_TRIES_AN_HOUR } from '@linli/shared/orders';
import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { CODE_WRONG, CodeTries } from '../../common/code-tries.js';
import { DomainError, forbidden, notFound } from '../../common/errors.js';
import { tooMany } from '../../common/rate-limits.js';
import { type WriteCall, Writes } from '../../common/writes.js';
import { EventsService } from '../events/events.service.js';
import { FilesService } from '../files/files.service.js';
import { ElderSecrets } from './elder-secrets.js';
import { actingAs, DESK, mayAddHelper, mayEndBond, mayMakeCode, mayRead, standingOf } from './elders.policy.js';
import { accountOf, bondsOf, elderOf, type ElderRow } from './elders.queries.js';
import { ElderReader } from './elders.reader.js';

const MINUTE = 60_000;
/** Codes one elder may make in an hour: each is a new target for guesses. */
const CODES_AN_HOUR = 10;

interface Bond {
  helperId: string;
  relation: HelperRelation;
  way: BondWay;
  fileIds: readonly string[];
}

/** Bonds 亲情代办: made by the code on the elder's phone or by the desk with a document, ended by either of the two. */
@Injectable()
export class ElderBonds {
  constructor(
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly tries: CodeTries,
    private readonly events: EventsService,
    private readonly files: FilesService,
    private readonly secrets: ElderSecrets,
    private readonly reader: ElderReader,
  ) {}

  /** Eight digits for ten minutes; the one before is void. Not kept anywhere: the same call again works it out again. */
  async makeCode(call: WriteCall, id: string): Promise<BindingCodeView> {
    const made = await this.writes.once(call, async (tx) => {
      const { elder, standing } = await this.reader.locked(tx, call.actor, id);
      if (!mayMakeCode(standing)) throw forbidden('绑定码只能在长辈自己的手机上生成。');
      const now = this.clock.now();
      await this.refuseTooMany(tx, id, now);
      await tx.query(`update elder_codes set spent_at = $2 where elder_id = $1 and spent_at is null`, [id, now]);
      const expiresAt = new Date(now.getTime() + BINDING_CODE_MINUTES * MINUTE);
      const codeId = await this.newCode(tx, id, now, expiresAt);
      await this.events.record(tx, {
        subject: ['elder', id],
        action: 'make_code',
        actor: call.actor,
        role: 'principal',
        areaCode: elder.communityCode,
      });
      return { codeId, expiresAt: expiresAt.toISOString() };
    });
    return { code: this.secrets.code(made.codeId), expiresAt: made.expiresAt };
  }

  /** The helper types the elder's code. Guesses are counted, whoever they are meant for. */
  async bind(call: WriteCall, { code, relation }: BindDto): Promise<ElderView> {
    const { actor } = call;
    if (!actor.phoneVerified) throw new DomainError('forbidden', 'phone_needed', '请先绑定手机号，再绑定长辈。');
    const work = () =>
      this.writes.once(call, async (tx) => {
        const elder = await this.spend(tx, code);
        await this.join(tx, actor, elder, { helperId: actor.personId, relation, way: 'code', fileIds: [] });
        return this.reader.fresh(tx, actor, elder.id);
      });
    return (await this.writes.answered(call)) ? work() : this.tries.counting('bind', actor.personId, CODE_TRIES_AN_HOUR, work);
  }

  /** The desk looked at a document that shows how the two belong together. */
  add(call: WriteCall, id: string, { phone, relation, fileIds }: AddHelperDto): Promise<ElderView> {
    const { actor } = call;
    return this.writes.once(call, async (tx) => {
      const { elder, standing } = await this.reader.locked(tx, actor, id);
      if (!mayAddHelper(standing)) throw forbidden();
      const helperId = await accountOf(tx, phone);
      if (helperId === null) throw new DomainError('unprocessable', 'no_account', '这个手机号还没有账号，请对方先登录一次再绑定。');
      if (helperId === actor.personId) throw new DomainError('forbidden', 'not_oneself', '不能给自己绑定，请由另一位工作人员办理。');
      const bondId = await this.join(tx, actor, elder, { helperId, relation, way: 'desk', fileIds });
      await this.files.claim(tx, actor.personId, fileIds, ['elder_bond', bondId]);
      return this.reader.fresh(tx, actor, id);
    });
  }

  /** Null: whoever helped until now sees nothing here any more. */
  end(call: WriteCall, id: string, bondId: string): Promise<ElderView | null> {
    const { actor } = call;
    return this.writes.once(call, async (tx) => {
      const { elder, bonds, standing } = await this.reader.locked(tx, actor, id);
      const bond = bonds.find((one) => one.id === bondId);
      if (!bond) throw notFound();
      if (!mayEndBond(actor, standing, bond)) throw forbidden();
      await tx.query(`update elder_helpers set ended_at = $2, ended_by = $3 where id = $1`, [bondId, this.clock.now(), actor.personId]);
      await this.events.record(tx, {
        subject: ['elder', id],
        action: 'end_helper',
        actor,
        role: actingAs(standing),
        // Whoever did not do it is told: the elder, or the one who helped.
        principalId: standing.self ? bond.helperId : elder.accountId,
        areaCode: elder.communityCode,
        data: { helperId: bond.helperId },
      });
      const left = await bondsOf(tx, [id]);
      return mayRead(standingOf(actor, elder, left)) ? this.reader.fresh(tx, actor, id) : null;
    });
  }

  private async spend(tx: EntityManager, code: string): Promise<ElderRow> {
    const now = this.clock.now();
    // Looked up by its HMAC: what the database compares says nothing about the digits.
    const [row] = await tx.query<{ id: string; elderId: string; expiresAt: Date }[]>(
      `select id, elder_id as "elderId", expires_at as "expiresAt" from elder_codes where code_hash = $1 and spent_at is null for update`,
      [this.secrets.hash(code)],
    );
    if (!row || row.expiresAt.getTime() < now.getTime()) throw wrongCode();
    await tx.query(`select from elders where id = $1 for update`, [row.elderId]);
    await tx.query(`update elder_codes set spent_at = $2 where id = $1`, [row.id, now]);
    const elder = await elderOf(tx, row.elderId);
    if (!elder) throw wrongCode();
    return elder;
  }

  private async join(tx: EntityManager, actor: Actor, elder: ElderRow, bond: Bond): Promise<string> {
    const { helperId, relation, way, fileIds } = bond;
    if (elder.accountId === helperId) throw refused('own_profile', '这是您自己的资料，不用绑定。');
    await tx.query(`select from people where id = $1 for update`, [helperId]);
    const bonds = await bondsOf(tx, [elder.id]);
    if (bonds.some((one) => one.helperId === helperId)) throw refused('already_bound', '已经绑定过了。');
    if (bonds.length >= HELPERS_MAX) throw refused('helpers_full', `一位长辈最多绑定 ${HELPERS_MAX} 位亲情代办人。`);
    const [held] = await tx.query<{ n: number }[]>(
      `select count(*)::int as n from elder_helpers where helper_id = $1 and ended_at is null`,
      [helperId],
    );
    if ((held?.n ?? 0) >= ELDERS_OF_A_HELPER_MAX) throw refused('elders_full', `一个人最多为 ${ELDERS_OF_A_HELPER_MAX} 位长辈代办。`);
    const id = randomUUID();
    await tx.query(
      `insert into elder_helpers (id, elder_id, helper_id, relation, way, file_ids, made_by, since) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, elder.id, helperId, relation, way, fileIds, actor.personId, this.clock.now()],
    );
    await this.events.record(tx, {
      subject: ['elder', elder.id],
      action: way === 'code' ? 'bind' : 'add_helper',
      actor,
      role: way === 'code' ? 'helper' : DESK,
      principalId: elder.accountId,
      areaCode: elder.communityCode,
      data: { helperId, relation, way },
    });
    return id;
  }

  private async refuseTooMany(tx: EntityManager, elderId: string, now: Date): Promise<void> {
    const [row] = await tx.query<{ n: number }[]>(`select count(*)::int as n from elder_codes where elder_id = $1 and created_at > $2`, [
      elderId,
      new Date(now.getTime() - 60 * MINUTE),
    ]);
    if ((row?.n ?? 0) >= CODES_AN_HOUR) throw tooMany(BINDING_CODE_MINUTES * 60);
  }

  /** Two live codes are never the same: there are a hundred million, so a second draw is rare. */
  private async newCode(tx: EntityManager, elderId: string, now: Date, expiresAt: Date): Promise<string> {
    await tx.query(`update elder_codes set spent_at = expires_at where spent_at is null and expires_at < $1`, [now]);
    for (;;) {
      const id = randomUUID();
      const entered = await tx.query<unknown[]>(
        `insert into elder_codes (id, elder_id, code_hash, created_at, expires_at) values ($1, $2, $3, $4, $5)
         on conflict do nothing returning id`,
        [id, elderId, this.secrets.hash(this.secrets.code(id)), now, expiresAt],
      );
      if (entered.length) return id;
    }
  }
}

const wrongCode = () => new DomainError('unprocessable', CODE_WRONG, '绑定码不对或已过期，请让长辈重新生成一个。');
const refused = (code: string, sentence: string) => new DomainError('conflict', code, sentence);
