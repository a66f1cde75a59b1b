export interface Person {
  id: string;
  name: string;
  phone: string | null;
  homeCommunityCode: string | null;
  /** Days before today the account was made. */
  since: number;
}
