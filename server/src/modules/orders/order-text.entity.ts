import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { OrderEntity } from './order.entity.js';

/** The one text message of an order. Never a phone or a word of it. */
@Entity('order_texts')
export class OrderTextEntity {
  @ForeignKey(() => OrderEntity, { name: 'order_texts_order' })
  @PrimaryColumn('uuid', { name: 'order_id', primaryKeyConstraintName: 'order_texts_pkey' })
  orderId: string;
  @Column({ type: 'timestamptz', name: 'claimed_at', precision: 3 }) claimedAt: Date;
  @Column({ type: 'timestamptz', name: 'sent_at', precision: 3, nullable: true }) sentAt: Date | null;
}
