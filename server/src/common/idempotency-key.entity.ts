import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An answer that was given under an Idempotency-Key, kept 48 hours. Refusals are not kept. */
@Entity('idempotency_keys')
@Index('idempotency_keys_created_at', { synchronize: false })
export class IdempotencyKeyEntity {
  @PrimaryColumn('uuid', { name: 'person_id', primaryKeyConstraintName: 'idempotency_keys_pkey' }) personId: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'idempotency_keys_pkey' }) key: string;
  @Column('text', { name: 'request_hash' }) requestHash: string;
  @Column('jsonb', { nullable: true }) answer: { value: unknown } | null;
  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 }) createdAt: Date;
}
