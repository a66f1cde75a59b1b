import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A code that was sent. Only an HMAC of it is kept. */
@Entity('sms_codes')
@Index('sms_codes_phone', { synchronize: false })
@Index('sms_codes_created_at', { synchronize: false })
export class SmsCodeEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'sms_codes_pkey' }) id: string;
  @Column('text') phone: string;
  @Column('text', { name: 'code_hash' }) codeHash: string;
  /** Wrong guesses at this code. */
  @Column('integer', { default: 0 }) attempts: number;
  @Column('text') address: string;
  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 }) createdAt: Date;
  /** Used, or replaced by a newer one. */
  @Column({ type: 'timestamptz', name: 'spent_at', precision: 3, nullable: true }) spentAt: Date | null;
}

/** Failed sign-ins of a phone or of an address; locks new sign-ins only, never a living session. */
@Entity('sign_in_failures')
@Index('sign_in_failures_since', { synchronize: false })
export class SignInFailureEntity {
  /** `phone:…` or `address:…`. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'sign_in_failures_pkey' }) who: string;
  @Column('integer') failures: number;
  @Column({ type: 'timestamptz', precision: 3 }) since: Date;
  @Column({ type: 'timestamptz', name: 'locked_until', precision: 3, nullable: true }) lockedUntil: Date | null;
}
