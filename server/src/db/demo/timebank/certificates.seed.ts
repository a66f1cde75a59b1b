import { dayTextOf } from '@linli/shared/calendar';
import { certificateNumber, isPaperNumber, maskPaper, NUMBER_CHARACTERS } from '@linli/shared/timebank-certificates';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../../common/clock.js';
import type { Config } from '../../../config.js';
import { CertificatePapers } from '../../../modules/timebank/certificates/certificate-papers.js';
import { fixLines, volunteerNumber } from '../../../modules/timebank/certificates/certificates.queries.js';
import { chanceOf } from '../chance.js';
import type { Person } from '../people/person.js';
import { insertRows, tellEvents, type Told } from '../rows.js';
import type { DeskCast } from './desk-cast.js';
import type { Served } from './served.js';

/** Every card of the demo ends like this, so that whoever plays the desk can type what stands on it. */
export const PAPER_END = '150028';

interface Wanted {
  person: Person;
  communityCode: string;
  note: string;
  daysAgo: number;
  checked?: boolean;
  end?: { state: 'issued' | 'refused' | 'voided'; by: Person; daysAgo: number; reason?: string };
}

/** Applications that wait, with the card seen and not; issued, refused and void ones. */
export async function seedCertificates(
  tx: EntityManager,
  cast: DeskCast,
  served: readonly Served[],
  config: Config,
  clock: Clock,
): Promise<void> {
  const { desk, colleague, home, world } = cast;
  const chance = chanceOf('certificates');
  const papers = new CertificatePapers(config, clock);
  const most = (communityCode: string, count: number): Person[] => {
    const members = new Set(cast.membersOf(communityCode));
    const minutes = new Map<string, number>();
    for (const one of served)
      if (one.communityCode === communityCode) minutes.set(one.personId, (minutes.get(one.personId) ?? 0) + one.minutes);
    return [...members]
      .filter((p) => minutes.has(p.id) && p !== cast.debtor)
      .sort((a, b) => minutes.get(b.id)! - minutes.get(a.id)!)
      .slice(0, count);
  };
  const [a, b, c, d, e] = most(home, 5) as [Person, Person, Person, Person, Person];
  const wanted: Wanted[] = [
    { person: a, communityCode: home, note: '申报区优秀志愿者。', daysAgo: 3, checked: true },
    { person: b, communityCode: home, note: '孩子入学加分材料。', daysAgo: 1 },
    { person: c, communityCode: home, note: '', daysAgo: 0 },
    {
      person: d,
      communityCode: home,
      note: '单位年度考核用。',
      daysAgo: 34,
      checked: true,
      end: { state: 'issued', by: desk, daysAgo: 33 },
    },
    { person: e, communityCode: home, note: '评先进。', daysAgo: 50, checked: true, end: { state: 'voided', by: colleague, daysAgo: 20, reason: '本人姓名有误，改名后重新申请。' } }, // prettier-ignore
    { person: d, communityCode: home, note: '再要一份原件。', daysAgo: 12, checked: true, end: { state: 'refused', by: colleague, daysAgo: 11, reason: '上月已开具同一时段的证明，可在“我的证明”里重新下载。' } }, // prettier-ignore
    ...['文昌社区', '望江社区'].map((name) => {
      const communityCode = world.areaNamed(name).code;
      return { person: most(communityCode, 1)[0]!, communityCode, note: '找工作用。', daysAgo: 2 };
    }),
  ];
  const told: Told[] = [];
  for (const { person, communityCode, note, daysAgo, checked, end } of wanted) {
    const id = chance.uuid();
    const appliedAt = cast.at(daysAgo, 8.3);
    const [fromDay, toDay] = [dayTextOf(appliedAt.getTime() - 240 * 86_400_000), dayTextOf(appliedAt.getTime())];
    const by = end?.by ?? colleague;
    const paper = paperOf(chance.whole(0, 9));
    await papers.enter(tx, person.id, 'resident_id', paper);
    if (checked) await papers.check(tx, person.id, person.name, PAPER_END, by.id);
    await insertRows(tx, 'certificates', [
      { id, request_hash: '', state: 'applied', person_id: person.id, community_code: communityCode, from_day: fromDay, to_day: toDay, note: note || null, name: '', minutes: 0, services: 0, applied_at: appliedAt }, // prettier-ignore
    ]);
    const tell = (at: Date, action: string, byId: string, to: string, figures = { minutes: 0, services: 0 }): void =>
      void told.push({ at, subject: ['certificate', id], action, byId, role: byId === person.id ? 'owner' : 'dispatcher', principalId: byId === person.id ? null : person.id, areaCode: communityCode, data: { to, ...figures } }); // prettier-ignore
    tell(appliedAt, 'apply', person.id, 'applied');
    if (checked) tell(new Date(appliedAt.getTime() + 3_600_000), 'check', by.id, 'applied');
    if (!end) continue;
    const endedAt = cast.at(end.daysAgo, 10.1);
    if (end.state === 'refused') {
      await tx.query(`update certificates set state = 'refused', reason = $2, ended_by = $3, ended_at = $4 where id = $1`, [
        id,
        end.reason,
        by.id,
        endedAt,
      ]);
      tell(endedAt, 'refuse', by.id, 'refused');
      continue;
    }
    const issuedAt = end.state === 'issued' ? endedAt : cast.at(daysAgo - 2, 9.7);
    const counted = await fixLines(tx, id, { personId: person.id, communityCode, fromDay, toDay }, issuedAt);
    await tx.query(
      `update certificates set state = 'issued', number = $2, name = $3, paper_kind = 'resident_id', paper_masked = $4, volunteer_number = $5,
              minutes = $6, services = $7, head = $8, handler = $9, contact = $10, issued_by = $11, issued_at = $12 where id = $1`,
      [
        id,
        certificateNumber(Uint8Array.from({ length: NUMBER_CHARACTERS }, () => chance.whole(0, 255))),
        person.name,
        maskPaper(paper),
        await volunteerNumber(tx, person.id, communityCode.slice(0, 6)),
        counted.minutes,
        counted.services,
        '梁国栋',
        by.name,
        `${by.name} 0774-3002000`,
        by.id,
        issuedAt,
      ],
    );
    tell(issuedAt, 'issue', by.id, 'issued', counted);
    if (end.state === 'issued') continue;
    await tx.query(`update certificates set state = 'voided', reason = $2, ended_by = $3, ended_at = $4 where id = $1`, [
      id,
      end.reason,
      by.id,
      endedAt,
    ]);
    tell(endedAt, 'void', by.id, 'voided', counted);
  }
  await tellEvents(tx, told);
}

/** A number of nobody: 990101 is no place, and the year is found to which the last digit fits. */
function paperOf(nth: number): string {
  for (let year = 1950 + nth * 4; year < 2005; year += 1) {
    const number = `990101${year}07${PAPER_END}`;
    if (isPaperNumber('resident_id', number)) return number;
  }
  return paperOf(0);
}
