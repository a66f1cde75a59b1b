import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One sign-in on one phone. Its refresh token of each generation is an HMAC over id, generation and salt: no token is stored. */
@Entity('sessions')
@Index('sessions_person', { synchronize: false })
@Check('sessions_client', `client in ('wechat', 'sms', 'demo')`)
export class SessionEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'sessions_pkey' }) id: string;
  @Column('uuid', { name: 'person_id' }) personId: string;
  @Column('text') client: 'wechat' | 'sms' | 'demo';
  @Column('text') salt: string;
  /** Of the refresh token that is good now. */
  @Column('integer', { default: 1 }) generation: number;
  @Column({ type: 'timestamptz', name: 'rotated_at', precision: 3 }) rotatedAt: Date;
  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 }) createdAt: Date;
  @Column({ type: 'timestamptz', name: 'ended_at', precision: 3, nullable: true }) endedAt: Date | null;
  @Column('text', { name: 'ended_why', nullable: true }) endedWhy: string | null;
}
