import {
  MEMBER_STATES,
  MEMBER_STATE_LABELS,
  PARTY_STATES,
  PARTY_STATE_LABELS,
  QUALIFICATION_CODES,
  QUALIFICATION_LABELS,
  SERVICE_CATEGORIES,
  SERVICE_CATEGORY_LABELS,
} from '@linli/shared/members';
import type { MemberQuery } from '@linli/shared/members.dto';

/** What the address of the list of people says; `id` is who lies open. */
export const PEOPLE_KEYS = ['state', 'skill', 'qualification', 'party', 'area', 'q', 'id'] as const;
export type PeopleKey = (typeof PEOPLE_KEYS)[number];
export type PeopleWords = Partial<Record<PeopleKey, string>>;
export type ChangePeople = (part: Partial<Record<PeopleKey, string | null>>) => void;
export const NARROWING = ['state', 'skill', 'qualification', 'party', 'area'] as const satisfies readonly PeopleKey[];

const known = <T extends string>(all: readonly T[], word: string | undefined): T | undefined => all.find((v) => v === word);

/** A hand-typed or old address never asks the server something it does not know. */
export function peopleFilter(words: PeopleWords): Omit<MemberQuery, 'cursor' | 'limit'> {
  const q = words.q?.trim().slice(0, 20);
  return {
    state: known(MEMBER_STATES, words.state),
    skill: known(SERVICE_CATEGORIES, words.skill),
    qualification: known(QUALIFICATION_CODES, words.qualification),
    partyState: known(PARTY_STATES, words.party),
    areaCode: /^\d{6}(\d{3}){0,2}$/.test(words.area ?? '') ? words.area : undefined,
    q: q ? q : undefined,
  };
}

/** The chosen conditions in words; the area's name comes from the server. */
export function chosenLabels(words: PeopleWords, areaName: string | undefined): Partial<Record<(typeof NARROWING)[number], string>> {
  const f = peopleFilter(words);
  return {
    state: f.state && MEMBER_STATE_LABELS[f.state],
    skill: f.skill && SERVICE_CATEGORY_LABELS[f.skill as keyof typeof SERVICE_CATEGORY_LABELS],
    qualification: f.qualification && QUALIFICATION_LABELS[f.qualification],
    party: f.partyState && `党员身份${PARTY_STATE_LABELS[f.partyState]}`,
    area: f.areaCode && (areaName ?? f.areaCode),
  };
}
