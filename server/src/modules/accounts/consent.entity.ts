import { CONSENT_PURPOSES, type ConsentPurpose } from '@linli/shared/accounts';
import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

const purposes = CONSENT_PURPOSES.map((purpose) => `'${purpose}'`).join(', ');

/** A consent given or withdrawn; the latest row of a purpose counts, the others are the proof. */
@Entity('consents')
@Index('consents_latest', { synchronize: false })
@Check('consents_purpose', `purpose in (${purposes})`)
export class ConsentEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS', primaryKeyConstraintName: 'consents_pkey' })
  id: string;
  @Column('uuid', { name: 'person_id' }) personId: string;
  @Column('text') purpose: ConsentPurpose;
  @Column('integer') version: number;
  @Column('boolean') granted: boolean;
  @Column({ type: 'timestamptz', precision: 3 }) at: Date;
}
