import { HELPER_RELATION_LABELS, type HelperRelation } from '@linli/shared/elders';
import type { Matter, MatterReader } from './matter.js';

const relationIn = (relation: unknown): string =>
  typeof relation === 'string' && Object.hasOwn(HELPER_RELATION_LABELS, relation)
    ? HELPER_RELATION_LABELS[relation as HelperRelation]
    : '亲友';

export const readElder: MatterReader = async (tx, event): Promise<Matter | null> => {
  const rows = await tx.query<unknown[]>(`select 1 from elders where id = $1 and closed_at is null`, [event.subjectId]);
  if (!rows.length) return null;
  return {
    facts: { relation: relationIn(event.data.relation) },
    no: '',
    what: '亲情代办',
    when: null,
    urgent: false,
    path: '/features/orders/pages/elders/index',
    audiences: { told: () => Promise.resolve([event.principalId]) },
  };
};
