import { STAR_LABELS } from '@linli/shared/timebank';
import { areaText } from './areas.js';
import type { MatterReader } from './matter.js';
import { unconcerned } from './staff.js';

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

export const readCertificate: MatterReader = async (tx, event, now) => {
  const [row] = await tx.query<{ person_id: string; community_code: string }[]>(
    `select person_id, community_code from certificates where id = $1`,
    [event.subjectId],
  );
  if (!row) return null;
  const what = '志愿服务记录证明';
  return {
    facts: { what, area: await areaText(tx, row.community_code) },
    no: '',
    what,
    when: null,
    urgent: false,
    path: `/features/honours/pages/certificate/index?id=${event.subjectId}`,
    paths: { duty: `/features/timebank-desk/pages/certificates/index?id=${event.subjectId}` },
    audiences: {
      owner: () => Promise.resolve([row.person_id]),
      // Nobody issues their own or a relative's: they are not told of the application either.
      desk: () => unconcerned(tx, row.community_code, { about: [row.person_id] }, now),
    },
  };
};
