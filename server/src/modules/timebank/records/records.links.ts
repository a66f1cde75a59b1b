import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AccountClosings, AccountData, AccountMoves } from '../../accounts/account-links.service.js';

/** Records of minutes and what was written about them when an account is joined to another, read out, or closed. */
@Injectable()
export class RecordLinks implements OnModuleInit {
  constructor(
    private readonly moves: AccountMoves,
    private readonly data: AccountData,
    private readonly closings: AccountClosings,
  ) {}

  onModuleInit(): void {
    this.moves.register(move);
    this.data.register('serviceRecords', dataOf);
    this.closings.erase(erase, '您的服务时长记录会保留，不再显示姓名；您写的异议和更正申请会删除文字。');
  }
}

/** Only an account without a phone is ever joined: it can neither serve nor object, but it can have been served. */
async function move(tx: EntityManager, from: string, to: string): Promise<void> {
  await tx.query(`update service_records set served_id = $2 where served_id = $1`, [from, to]);
}

async function dataOf(tx: EntityManager, personId: string): Promise<unknown> {
  const records = await tx.query<Record<string, unknown>[]>(
    `select r.source, r.state, r.title, r.day::text, r.minutes, r.points, d.content, d.place_text as "place"
       from service_records r left join service_record_details d on d.record_id = r.id where r.person_id = $1 order by r.day, r.id`,
    [personId],
  );
  const cases = await tx.query<Record<string, unknown>[]>(
    `select kind, state, text, answer, created_at as "createdAt" from record_cases where raised_by = $1 order by created_at, id`,
    [personId],
  );
  return { records, cases };
}

/** The minutes stay: they are the legal record. What the person wrote goes. */
async function erase(tx: EntityManager, personId: string): Promise<void> {
  await tx.query(`update record_cases set text = '（账号已注销）', file_ids = '{}' where raised_by = $1`, [personId]);
}
