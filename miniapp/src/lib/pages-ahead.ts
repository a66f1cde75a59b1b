/** Rooms that must open without signal. A browser fetches a page's code when it is first opened: in a stairwell that is too late. */
const NEEDED = [
  'pages/',
  'features/reports/pages/new/',
  'features/reports/pages/sent/',
  'features/reports/pages/outbox/',
  'features/patrols/pages/today/',
  'features/orders/pages/code/',
  'features/rewards/pages/voucher/',
  'features/rewards/pages/vouchers/',
];
const AFTER_MS = 3000;

interface Route {
  path: string;
  load: () => unknown[];
}

/** Once the first page stands, the code of these rooms is brought too. WeChat has everything on the phone already. */
export function loadPagesAhead(): void {
  if (process.env.TARO_ENV !== 'h5') return;
  setTimeout(() => {
    const { routes = [] } = (window as { __taroAppConfig?: { routes?: Route[] } }).__taroAppConfig ?? {};
    for (const { path, load } of routes) {
      const wanted = NEEDED.some((room) => path.replace(/^\//, '').startsWith(room));
      if (wanted) Promise.all(load()).catch(() => undefined);
    }
  }, AFTER_MS);
}
