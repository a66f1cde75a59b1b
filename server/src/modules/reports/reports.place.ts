import { Injectable } from '@nestjs/common';
import type { Position } from '@linli/shared/areas';
import { areaAt } from '@linli/shared/areas';
import { cellOf } from '@linli/shared/geo-cells';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { DomainError } from '../../common/errors.js';
import { AreasService } from '../areas/areas.service.js';
import type { ReportEntity } from './report.entity.js';

export type Place = Pick<ReportEntity, 'districtCode' | 'streetCode' | 'communityCode' | 'gridCode' | 'lng' | 'lat' | 'cell'>;
export interface NamedPlace {
  position?: Position;
  communityCode?: string;
}

/** Where a report belongs: the position's grid, or the community its reporter names. */
@Injectable()
export class ReportPlaces {
  constructor(private readonly areas: AreasService) {}

  /** @throws 422 `place_needed` with the communities to choose from when neither the position nor a name says it. */
  async find(tx: EntityManager, actor: Actor, { position, communityCode }: NamedPlace): Promise<Place> {
    const spot = { lng: position?.lng ?? null, lat: position?.lat ?? null, cell: position ? cellOf(position) : null };
    const located = position ? await this.areas.locate(tx, position) : null;
    if (located) {
      const { districtCode, streetCode, communityCode: community, gridCode } = located;
      return { districtCode, streetCode, communityCode: community, gridCode, ...spot };
    }
    if (communityCode === undefined) throw await this.placeNeeded(tx, actor, position);
    await this.areas.requireInUse(tx, communityCode, 'communityCode', 'community');
    return { ...codesOf(communityCode), ...spot };
  }

  private async placeNeeded(tx: EntityManager, actor: Actor, position: Position | undefined): Promise<DomainError> {
    const communities = await this.areas.communities(tx);
    const home = communities.filter(({ code }) => code === actor.homeCommunityCode);
    const choices = [...home, ...communities.filter(({ code }) => code !== actor.homeCommunityCode)];
    const sentence = position ? '这个位置不在服务范围内，请选择所在的社区。' : '没有取到位置，请选择所在的社区。';
    return new DomainError('unprocessable', 'place_needed', sentence, { choices });
  }
}

/** All codes of an area from the district down to it; a building counts as its grid. */
export const codesOf = (code: string): Pick<Place, 'districtCode' | 'streetCode' | 'communityCode' | 'gridCode'> => ({
  districtCode: code.slice(0, 6),
  streetCode: code.slice(0, 9),
  communityCode: areaAt(code, 'community'),
  gridCode: areaAt(code, 'grid'),
});
