import type { Relation } from '@linli/shared/members';
import type { DonorShown } from '@linli/shared/timebank-wallet';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

const AT = { type: 'timestamptz', precision: 3 } as const;

/** Points somebody gave to a community's pool; the rows of the ledger carry its id as their reference. */
@Entity('pool_donations')
@Index('pool_donations_listed', { synchronize: false })
@Index('pool_donations_person', ['personId'])
@Check('pool_donations_points', 'points > 0')
@Check('pool_donations_shown', `shown in ('anonymous', 'masked', 'named')`)
export class PoolDonationEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pool_donations_pkey' }) id: string;
  @Column('uuid', { name: 'person_id' }) personId: string;
  @Column('text', { name: 'community_code' }) communityCode: string;
  @Column('integer') points: number;
  @Column('text') shown: DonorShown;
  @Column('text', { name: 'request_hash' }) requestHash: string;
  @Column({ ...AT, name: 'created_at' }) createdAt: Date;
}

/** Points given to a verified close relative. */
@Entity('gifts')
@Index('gifts_of_year', ['giverId', 'year'])
@Index('gifts_received', ['receiverId'])
@Check('gifts_relation', `relation in ('spouse', 'parent', 'child', 'sibling', 'grandparent', 'grandchild', 'in_law', 'other')`)
@Check('gifts_points', 'points > 0')
@Check('gifts_two_people', 'giver_id <> receiver_id')
export class GiftEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'gifts_pkey' }) id: string;
  @Column('uuid', { name: 'giver_id' }) giverId: string;
  @Column('uuid', { name: 'receiver_id' }) receiverId: string;
  /** What the receiver is to the giver. */
  @Column('text') relation: Relation;
  @Column('integer') points: number;
  /** Of the day in Asia/Shanghai: the cap counts by it. */
  @Column('smallint') year: number;
  @Column('text', { name: 'request_hash' }) requestHash: string;
  @Column({ ...AT, name: 'created_at' }) createdAt: Date;
}

/** A statement that was made as a file. */
@Entity('statement_files')
@Index('statement_files_day', ['personId', 'day'])
@Check('statement_files_format', `format in ('xlsx', 'pdf')`)
@Check('statement_files_digest', 'octet_length(digest) = 32')
export class StatementFileEntity {
  @PrimaryColumn('text', { name: 'statement_no', primaryKeyConstraintName: 'statement_files_pkey' }) statementNo: string;
  @Column('uuid', { name: 'person_id' }) personId: string;
  @Column('text', { name: 'from_month' }) fromMonth: string;
  @Column('text', { name: 'to_month' }) toMonth: string;
  @Column('text') format: 'xlsx' | 'pdf';
  @Column('integer') lines: number;
  @Column('bigint') opening: string;
  @Column('bigint', { name: 'points_in' }) pointsIn: string;
  @Column('bigint', { name: 'points_out' }) pointsOut: string;
  @Column('bigint') closing: string;
  /** sha256 of the lines. */
  @Column('bytea') digest: Buffer;
  @Column('date') day: string;
  @Column({ ...AT, name: 'created_at' }) createdAt: Date;
}
