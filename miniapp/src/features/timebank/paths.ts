import type { StatementLink } from '@linli/shared/timebank-wallet';

const at = (page: string) => `/features/timebank/pages/${page}/index`;
export const PATHS = {
  wallet: at('wallet'),
  statement: at('statement'),
  donate: at('donate'),
  give: at('give'),
  pool: at('pool'),
  mall: '/features/rewards/pages/mall/index',
  rules: '/features/policies/pages/rules/index',
  vouchers: '/features/rewards/pages/vouchers/index',
  records: at('records'),
  listed: at('listed'),
  stars: '/features/honours/pages/stars/index',
  boards: '/features/honours/pages/boards/index',
  certificates: '/features/honours/pages/certificates/index',
} as const;

/** Where a line of the statement leads; what has no page of its own leads nowhere. */
export const LINK_PATHS: Partial<Record<StatementLink, string>> = {
  service_record: at('record'),
  order: '/features/orders/pages/detail/index',
  report: '/features/reports/pages/detail/index',
  wish: '/features/wishes/pages/detail/index',
  voucher: '/features/rewards/pages/voucher/index',
};
