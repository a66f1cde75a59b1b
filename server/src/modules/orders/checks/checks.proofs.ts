import { Injectable } from '@nestjs/common';
import { fenceOf } from '@linli/shared/geofence';
import { metresBetween } from '@linli/shared/geo';
import type { CheckDto } from '@linli/shared/orders.dto';
import { CODE_WRONG } from '../../../common/code-tries.js';
import { stepOf } from '../../../common/display-codes.js';
import { DomainError, invalidField } from '../../../common/errors.js';
import { EldersService } from '../../elders/elders.service.js';
import { getsCallBack, readCode, type Scanned } from './checks.codes.js';
import { atPlace } from '../orders.policy.js';
import type { Proof } from '../orders.serving.js';
import type { Moment } from '../orders.steps.js';

/** What a code proves, or the refusal it gets. */
@Injectable()
export class CheckProofs {
  constructor(private readonly elders: EldersService) {}

  /** @throws 422 `code_wrong` (counted), `code_used`, `too_far`, `inaccurate`, `card_not_here` */
  async of(moment: Moment, { code, position, accuracyMetres }: CheckDto): Promise<Proof> {
    const scanned = readCode(code);
    if (scanned.kind === 'nothing') throw wrong('这不是服务的动态码或亲情卡，请重新扫描。');
    if (scanned.kind === 'card') return this.card(moment, scanned.code, { position, accuracyMetres });
    return this.shown(moment, scanned);
  }

  private async shown({ tx, order, now, actor }: Moment, scanned: Extract<Scanned, { kind: 'digits' | 'qr' }>): Promise<Proof> {
    if (scanned.kind === 'qr' && scanned.orderId !== order.id) throw wrong('这是另一单的码，请核对后再扫。');
    const step = stepOf(order.secret, now.getTime(), scanned);
    if (step === null) throw wrong('码不对或已过期，请等对方手机上换一个新码再试。');
    const used = await tx.query<unknown[]>(
      `insert into order_code_uses (order_id, person_id, step, at) values ($1, $2, $3, $4) on conflict do nothing returning step`,
      [order.id, actor.personId, step, now],
    );
    if (!used.length) throw new DomainError('unprocessable', 'code_used', '这个码您刚才用过了，请等 30 秒换了新码再试。');
    return { way: atPlace(order) ? 'place_code' : 'display_code' };
  }

  /** A paper card proves the place, not that somebody was there: the phone must stand at the door, and one in five is rung up. */
  private async card({ tx, order }: Moment, code: string, at: Pick<CheckDto, 'position' | 'accuracyMetres'>): Promise<Proof> {
    if (order.mode === 'remote') throw new DomainError('unprocessable', 'card_not_here', '电话、线上的服务不能用亲情卡，请联系社区代记。');
    if (order.elderId === null || !(await this.elders.cardMatches(tx, order.elderId, code)))
      throw wrong('亲情卡不对或已停用，请核对后再试。');
    if (!at.position || at.accuracyMetres === undefined) throw invalidField('position', '用亲情卡签到要打开定位。');
    if (order.lng === null || order.lat === null)
      throw new DomainError('unprocessable', 'card_not_here', '这个地址还没有定位，请联系社区代记。');
    const fence = fenceOf(metresBetween(at.position, { lng: order.lng, lat: order.lat }), at.accuracyMetres);
    if (fence === 'inaccurate') throw new DomainError('unprocessable', 'inaccurate', '定位不够准，请到窗边或门口再试一次。');
    if (fence === 'outside') throw new DomainError('unprocessable', 'too_far', '您离服务地址还有点远，请到了再签。');
    return { way: 'paper_card', flags: getsCallBack(order.secret) ? ['call_back'] : [] };
  }
}

const wrong = (sentence: string) => new DomainError('unprocessable', CODE_WRONG, sentence);
