/** Bound helpers of an elder (亲情代办). */
export const HELPER_RELATIONS = ['child', 'spouse', 'grandchild', 'relative', 'neighbour', 'community_worker', 'other'] as const;
export type HelperRelation = (typeof HELPER_RELATIONS)[number];
export const HELPER_RELATION_LABELS: Record<HelperRelation, string> = {
  child: '子女',
  spouse: '配偶',
  grandchild: '孙辈',
  relative: '亲戚',
  neighbour: '邻居',
  community_worker: '社区工作者',
  other: '其他',
};
/** How the bond was made: by the code on the elder's phone, or by the desk with a document. */
export const BOND_WAYS = ['code', 'desk'] as const;
export type BondWay = (typeof BOND_WAYS)[number];

export const ELDER_AGE = 60;
export const HELPERS_MAX = 6;
export const ELDERS_OF_A_HELPER_MAX = 10;
export const BINDING_CODE_MINUTES = 10;
export const BINDING_CODE_PATTERN = /^\d{8}$/;
export const ELDER_ADDRESS_MAX = 80;
export const ELDER_NOTE_MAX = 100;
/** What somebody who comes to help should know, chosen from a list and nothing about illness. */
export const ELDER_NEEDS = ['slow_walking', 'wheelchair', 'hard_of_hearing', 'weak_sight', 'lives_alone', 'dialect_only'] as const;
export type ElderNeed = (typeof ELDER_NEEDS)[number];
export const ELDER_NEED_LABELS: Record<ElderNeed, string> = {
  slow_walking: '走路慢',
  wheelchair: '坐轮椅',
  hard_of_hearing: '听力不好',
  weak_sight: '视力不好',
  lives_alone: '一个人住',
  dialect_only: '只说方言',
};
