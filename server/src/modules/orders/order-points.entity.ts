import type { OrderPointsPayer, OrderPointsState } from '@linli/shared/order-points';
import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { OrderEntity } from './order.entity.js';

const AT = { type: 'timestamptz', precision: 3 } as const;

/** The points of an order, held from its submission to its end. Orders that cost nothing have none. */
@Entity('order_points')
@Check('order_points_payer', `payer in ('person', 'pool')`)
@Check('order_points_per_hour', 'per_hour > 0')
@Check('order_points_price', 'price > 0')
@Check('order_points_state', `state in ('held', 'settled', 'released', 'returned')`)
@Check('order_points_whose', `(payer = 'person') = (payer_id is not null)`)
@Check('order_points_held', `held between 0 and price and (held > 0) = (cardinality(hold_ids) > 0) and (payer = 'pool' or held = price)`)
@Check('order_points_closed', `(state = 'held') = (closed_at is null)`)
@Check('order_points_settled', `(state in ('settled', 'returned')) = (settled is not null) and settled between 0 and held`)
export class OrderPointsEntity {
  @ForeignKey(() => OrderEntity, { name: 'order_points_order' })
  @PrimaryColumn('uuid', { name: 'order_id', primaryKeyConstraintName: 'order_points_pkey' })
  orderId: string;
  @Column('text') payer: OrderPointsPayer;
  @Column('uuid', { name: 'payer_id', nullable: true }) payerId: string | null;
  @Column('text', { name: 'community_code' }) communityCode: string;
  /** The rules in force when it was ordered: a change moves no promise. */
  @Column('uuid', { name: 'policy_id', nullable: true }) policyId: string | null;
  @Column('smallint', { name: 'per_hour' }) perHour: number;
  /** Of the planned minutes. */
  @Column('integer') price: number;
  /** Less than the price where the pool did not reach. */
  @Column('integer') held: number;
  @Column('uuid', { name: 'hold_ids', array: true }) holdIds: string[];
  @Column('text') state: OrderPointsState;
  @Column('integer', { nullable: true }) settled: number | null;
  @Column({ ...AT, name: 'created_at' }) createdAt: Date;
  @Column({ ...AT, name: 'closed_at', nullable: true }) closedAt: Date | null;
}
