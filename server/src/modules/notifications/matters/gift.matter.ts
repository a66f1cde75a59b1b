import type { Matter, MatterReader } from './matter.js';

export const readGift: MatterReader = async (tx, event): Promise<Matter | null> => {
  const [row] = await tx.query<{ receiverId: string; points: number }[]>(
    `select receiver_id as "receiverId", points from gifts where id = $1`,
    [event.subjectId],
  );
  if (!row) return null;
  return {
    facts: { points: String(row.points) },
    no: '',
    what: '亲属赠送',
    when: null,
    urgent: false,
    path: '/features/timebank/pages/wallet/index',
    audiences: { receiver: () => Promise.resolve([row.receiverId]) },
  };
};
