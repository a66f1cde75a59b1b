import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { AccountClosings, AccountData } from '../accounts/account-links.service.js';
import { searchDocument } from '@linli/shared/search';
import { OrderEntity } from './order.entity.js';
import { assignmentsOf } from './orders.matter.js';
import { OrderSteps, releaseAll } from './orders.steps.js';

/** What happens to orders when an account is read out or closed. They need a verified phone, so an account without one has none to move. */
@Injectable()
export class OrderLinks implements OnModuleInit {
  constructor(
    private readonly data: AccountData,
    private readonly closings: AccountClosings,
    private readonly clock: Clock,
    private readonly steps: OrderSteps,
  ) {}

  onModuleInit(): void {
    this.data.register('orders', dataOf);
    this.closings.refuse(orderInHand);
    this.closings.erase(
      (tx, personId) => this.erase(tx, personId),
      '您还没有开始的服务订单会取消；订单保留编号、项目和时间，联系人、电话、地址和您写的文字会删除。您的服务记录保留，但不再有您的名字。',
    );
  }

  /** Orders that wait for nobody any more are cancelled; what identifies the person goes, codes and times stay. */
  private async erase(tx: EntityManager, personId: string): Promise<void> {
    const now = this.clock.now();
    const open = await tx
      .createQueryBuilder(OrderEntity, 'o')
      .setLock('pessimistic_write')
      .where(`(o.principalId = :personId or (o.source = 'resident' and o.requesterId = :personId))`, { personId })
      .andWhere(`o.state in ('submitted', 'approved', 'offered', 'filled')`)
      .orderBy('o.id')
      .getMany();
    for (const order of open) {
      const { parts, personIds } = releaseAll({ assignments: await assignmentsOf(tx, order.id) });
      await this.steps.byItself(
        tx,
        order,
        'cancel',
        { changes: { state: 'cancelled', acceptedCount: 0 }, parts, data: { personIds } },
        now,
      );
    }
    await tx.query(`update order_assignments set state = 'lapsed', updated_at = $2 where person_id = $1 and state = 'invited'`, [
      personId,
      now,
    ]);
    const own = await tx.query<{ id: string; order_no: string; title: string }[]>(
      `select id, order_no, title from orders where principal_id = $1 or (source = 'resident' and requester_id = $1)`,
      [personId],
    );
    for (const { id, order_no: orderNo, title } of own)
      await tx.query(
        `update order_words set contact_name = null, contact_phone = null, address = null, remark = null, search = to_tsvector('simple', $2)
          where order_id = $1`,
        [id, `${searchDocument(title)} ${orderNo.replaceAll('-', ' ')} ${orderNo.replaceAll('-', '')}`],
      );
    const positions = own.map(({ id }) => id);
    await tx.query(`update orders set lng = null, lat = null, cell = null where id = any($1) and place_text is null`, [positions]);
    await tx.query(`update order_ratings set comment = null where by_id = $1`, [personId]);
    await tx.query(`delete from order_notes where author_id = $1 and kind in ('cancel', 'dispute', 'decline', 'withdraw', 'confirm')`, [
      personId,
    ]);
  }
}

type Row = Record<string, unknown>;
const dataOf = async (tx: EntityManager, personId: string): Promise<unknown> => ({
  ordered: await tx.query<Row[]>(
    `select r.order_no as "orderNo", r.title, r.state, r.source, r.start_at as "startAt", r.minutes, r.created_at as "createdAt", w.contact_name as "contactName",
            w.contact_phone as "contactPhone", w.address, w.remark, r.lng, r.lat
       from orders r join order_words w on w.order_id = r.id
      where r.principal_id = $1 or (r.requester_id = $1 and r.source = 'resident') order by r.created_at`,
    [personId],
  ),
  served: await tx.query<Row[]>(
    `select r.order_no as "orderNo", r.title, a.state, a.day::text, a.invited_at as "invitedAt", a.accepted_at as "acceptedAt",
            a.started_at as "startedAt", a.finished_at as "finishedAt", a.minutes
       from order_assignments a join orders r on r.id = a.order_id where a.person_id = $1 order by lower(a.during)`,
    [personId],
  ),
  ratings: await tx.query<Row[]>(`select of, level, comment, at from order_ratings where by_id = $1 order by at`, [personId]),
});

async function orderInHand(tx: EntityManager, personId: string): Promise<string | null> {
  const [row] = await tx.query<{ order_no: string }[]>(
    `select r.order_no from order_assignments a join orders r on r.id = a.order_id
      where a.person_id = $1 and a.state in ('accepted', 'in_service', 'finished') and r.state not in ('confirmed', 'cancelled', 'expired', 'voided')
      order by lower(a.during) limit 1`,
    [personId],
  );
  return row ? `您接的订单 ${row.order_no} 还没有完成，完成或退单后才能注销。` : null;
}
