import { areaAt } from '@linli/shared/areas';
import {
  PARTNER_ITEM_ACTIONS,
  PARTNER_ITEM_STATE_LABELS,
  PARTNER_ITEM_WORKFLOW,
  type PartnerItemAction,
  type PartnerItemState,
} from '@linli/shared/wishes';
import type { PartnerItemView } from '@linli/shared/wishes.dto';
import { nextState } from '@linli/shared/workflow';
import type { Actor } from '../../common/actor.js';
import type { PartnerItemEntity } from './partner-item.entity.js';
import { maySeeContact, PARTNER_ITEM_POLICY, takers } from './partner-items.policy.js';
import type { UnitRow } from './units.queries.js';

export interface PartnerItemParts {
  units: ReadonlyMap<string, UnitRow>;
  /** Names of communities and streets. */
  places: ReadonlyMap<string, string>;
  today: string;
}
type SpeakFor = PartnerItemView['speakFor'];

export function partnerItemView(actor: Actor, item: PartnerItemEntity, { units, places, today }: PartnerItemParts): PartnerItemView {
  const place = places.get(item.areaCode) ?? item.areaCode;
  const street = item.areaCode.length > 9 ? places.get(areaAt(item.areaCode, 'street') ?? '') : undefined;
  const nameOf = (unitId: string | null): string => (unitId === null ? place : (units.get(unitId)?.name ?? '共建单位'));
  const able = takers(actor, item);
  const expired = item.state === 'open' && item.validUntil < today;
  const open = able.units.filter((id) => units.get(id)?.retired === false);
  const speakFor: SpeakFor = [
    ...(able.desk ? [{ unitId: null, text: place }] : []),
    ...open.map((id) => ({ unitId: id, text: nameOf(id) })),
  ];
  const contactVisible = maySeeContact(actor, item);
  return {
    id: item.id,
    kind: item.kind,
    state: item.state,
    stateText: expired ? '已过期' : PARTNER_ITEM_STATE_LABELS[item.state],
    title: item.title,
    detail: item.detail,
    areaCode: item.areaCode,
    areaText: street ? `${street} · ${place}` : place,
    fromText: nameOf(item.unitId),
    validUntil: item.validUntil,
    expired,
    takenText: item.takenBy === null ? null : nameOf(item.takenUnitId),
    takenNote: contactVisible ? item.takenNote : null,
    createdAt: item.createdAt.toISOString(),
    contactVisible,
    speakFor,
    actions: actionsFor(actor, item, !expired && speakFor.length > 0),
  };
}

const actionsFor = (actor: Actor, item: PartnerItemEntity, takeable: boolean): PartnerItemAction[] =>
  PARTNER_ITEM_ACTIONS.filter((action) => {
    if (nextState<PartnerItemAction, PartnerItemState>(PARTNER_ITEM_WORKFLOW, item.state, action) === null) return false;
    return PARTNER_ITEM_POLICY[action](actor, item) && (action !== 'take_up' || takeable);
  });
