import { Injectable } from '@nestjs/common';
import { areaAt, areaContains, type Position } from '@linli/shared/areas';
import { cellOf } from '@linli/shared/geo-cells';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { DomainError } from '../../common/errors.js';
import { AreasService } from '../areas/areas.service.js';
import type { OrderEntity } from './order.entity.js';

export type Place = Pick<OrderEntity, 'districtCode' | 'streetCode' | 'communityCode' | 'gridCode' | 'lng' | 'lat' | 'cell'>;

/** Where an order belongs: the community somebody named, else the position's, the elder's, the home community. */
@Injectable()
export class OrderPlaces {
  constructor(private readonly areas: AreasService) {}

  /** @throws 422 `place_needed` with the communities to choose from when nothing says it */
  async find(
    tx: EntityManager,
    actor: Actor,
    named: { position?: Position | null; communityCode?: string },
    fallback: string | null,
  ): Promise<Place> {
    const { position = null, communityCode } = named;
    const located = position ? await this.areas.locate(tx, position) : null;
    const code = communityCode ?? located?.communityCode ?? fallback;
    if (code === null) throw await this.placeNeeded(tx, actor);
    await this.areas.requireInUse(tx, code, 'communityCode', 'community');
    const cell = position ? cellOf(position) : null;
    const spot = position && cell !== null ? { lng: position.lng, lat: position.lat, cell } : { lng: null, lat: null, cell: null };
    const gridCode = located?.gridCode && areaContains(code, located.gridCode) ? located.gridCode : null;
    return { districtCode: code.slice(0, 6), streetCode: areaAt(code, 'street') ?? code, communityCode: code, gridCode, ...spot };
  }

  private async placeNeeded(tx: EntityManager, actor: Actor): Promise<DomainError> {
    const communities = await this.areas.communities(tx);
    const home = communities.filter(({ code }) => code === actor.homeCommunityCode);
    const choices = [...home, ...communities.filter(({ code }) => code !== actor.homeCommunityCode)];
    return new DomainError('unprocessable', 'place_needed', '请选择服务所在的社区。', { choices });
  }
}
