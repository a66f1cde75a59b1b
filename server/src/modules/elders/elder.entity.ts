import type { BondWay, ElderNeed, HelperRelation } from '@linli/shared/elders';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

const AT = { type: 'timestamptz', precision: 3 } as const;
const MAYBE_AT = { ...AT, nullable: true } as const;

/** Somebody of sixty or more who is helped. With an account of their own, or entered by the desk without one. */
@Entity('elders')
@Index('elders_person', { synchronize: false })
@Index('elders_phone', { synchronize: false })
@Index('elders_community', { synchronize: false })
@Check('elders_birth_year', 'birth_year between 1900 and 2100')
@Check('elders_needs', `needs <@ array['slow_walking', 'wheelchair', 'hard_of_hearing', 'weak_sight', 'lives_alone', 'dialect_only']`)
@Check('elders_position', '(lng is null) = (lat is null)')
@Check(
  'elders_closed_is_empty',
  `closed_at is null or (person_id is null and name = '' and phone is null and address = '' and lng is null and note is null and needs = '{}')`,
)
export class ElderEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'elders_pkey' }) id: string;
  @Column('text', { name: 'request_hash' }) requestHash: string;
  /** The elder's own account. */
  @Column('uuid', { name: 'person_id', nullable: true }) personId: string | null;
  /** As the desk entered it; empty where the account's counts. */
  @Column('text', { default: '' }) name: string;
  @Column('text', { nullable: true }) phone: string | null;
  @Column('integer', { name: 'birth_year' }) birthYear: number;
  @Column('text', { name: 'community_code' }) communityCode: string;
  @Column('text', { name: 'grid_code', nullable: true }) gridCode: string | null;
  @Column('text') address: string;
  @Column('double precision', { nullable: true }) lng: number | null;
  @Column('double precision', { nullable: true }) lat: number | null;
  @Column('text', { array: true, default: () => `'{}'` }) needs: ElderNeed[];
  @Column('text', { nullable: true }) note: string | null;
  @Column('uuid', { name: 'created_by' }) createdBy: string;
  @Column({ ...AT, name: 'created_at' }) createdAt: Date;
  @Column({ ...AT, name: 'updated_at' }) updatedAt: Date;
  /** The account was closed: the id is left, for the orders that name it. */
  @Column({ ...MAYBE_AT, name: 'closed_at' }) closedAt: Date | null;
}

/** A bond 亲情代办: this person may order for this elder. */
@Entity('elder_helpers')
@Index('elder_helpers_bond', { synchronize: false })
@Index('elder_helpers_helper', { synchronize: false })
@Check('elder_helpers_relation', `relation in ('child', 'spouse', 'grandchild', 'relative', 'neighbour', 'community_worker', 'other')`)
@Check('elder_helpers_way', `way in ('code', 'desk')`)
@Check('elder_helpers_document', `way <> 'desk' or cardinality(file_ids) > 0`)
@Check('elder_helpers_four_eyes', `way <> 'desk' or made_by <> helper_id`)
export class ElderHelperEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'elder_helpers_pkey' }) id: string;
  @ForeignKey(() => ElderEntity, { name: 'elder_helpers_elder' })
  @Column('uuid', { name: 'elder_id' })
  elderId: string;
  @Column('uuid', { name: 'helper_id' }) helperId: string;
  @Column('text') relation: HelperRelation;
  @Column('text') way: BondWay;
  /** The document the desk looked at: seen by the desk alone. */
  @Column('uuid', { name: 'file_ids', array: true, default: () => `'{}'` }) fileIds: string[];
  @Column('uuid', { name: 'made_by' }) madeBy: string;
  @Column(AT) since: Date;
  @Column({ ...MAYBE_AT, name: 'ended_at' }) endedAt: Date | null;
  @Column('uuid', { name: 'ended_by', nullable: true }) endedBy: string | null;
}

/** A code on the elder's phone. Only an HMAC is kept; ten minutes, once. */
@Entity('elder_codes')
@Index('elder_codes_live', { synchronize: false })
@Index('elder_codes_code', { synchronize: false })
@Index('elder_codes_created_at', { synchronize: false })
export class ElderCodeEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'elder_codes_pkey' }) id: string;
  @ForeignKey(() => ElderEntity, { name: 'elder_codes_elder' })
  @Column('uuid', { name: 'elder_id' })
  elderId: string;
  @Column('text', { name: 'code_hash' }) codeHash: string;
  @Column({ ...AT, name: 'created_at' }) createdAt: Date;
  @Column({ ...AT, name: 'expires_at' }) expiresAt: Date;
  @Column({ ...MAYBE_AT, name: 'spent_at' }) spentAt: Date | null;
}

/** A paper card 亲情卡: proves the place only. Only hashes are kept. */
@Entity('elder_cards')
@Index('elder_cards_live', { synchronize: false })
export class ElderCardEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'elder_cards_pkey' }) id: string;
  @ForeignKey(() => ElderEntity, { name: 'elder_cards_elder' })
  @Column('uuid', { name: 'elder_id' })
  elderId: string;
  @Column('text', { name: 'token_hash' }) tokenHash: string;
  @Column('text', { name: 'digits_hash' }) digitsHash: string;
  @Column('uuid', { name: 'issued_by' }) issuedBy: string;
  @Column({ ...AT, name: 'issued_at' }) issuedAt: Date;
  @Column({ ...MAYBE_AT, name: 'revoked_at' }) revokedAt: Date | null;
  @Column('uuid', { name: 'revoked_by', nullable: true }) revokedBy: string | null;
}
