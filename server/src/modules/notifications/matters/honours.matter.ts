import { STAR_LABELS } from '@linli/shared/timebank';
import type { MatterReader } from './matter.js';

/** The subject is the person themselves; which star it is stands in the event. */
export const readStar: MatterReader = (_tx, event) => {
  const star = typeof event.data.to === 'number' ? (STAR_LABELS[event.data.to] ?? '') : '';
  return Promise.resolve({
    facts: { what: star },
    no: '',
    what: star,
    when: null,
    urgent: false,
    path: '/features/honours/pages/stars/index',
    audiences: { owner: () => Promise.resolve([event.subjectId]) },
  });
};
