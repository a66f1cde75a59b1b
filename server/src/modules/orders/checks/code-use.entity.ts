import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { OrderEntity } from '../order.entity.js';

/** A step of a display code that somebody has used: the same thirty seconds prove nothing twice. */
@Entity('order_code_uses')
export class CodeUseEntity {
  @ForeignKey(() => OrderEntity, { name: 'order_code_uses_order' })
  @PrimaryColumn('uuid', { name: 'order_id', primaryKeyConstraintName: 'order_code_uses_pkey' })
  orderId: string;
  @PrimaryColumn('uuid', { name: 'person_id', primaryKeyConstraintName: 'order_code_uses_pkey' }) personId: string;
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'order_code_uses_pkey' }) step: string;
  @Column({ type: 'timestamptz', precision: 3 }) at: Date;
}
