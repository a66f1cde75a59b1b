/** One subpackage per feature: pages as data. */
export const SUBPACKAGES: { root: string; pages: string[] }[] = [
  {
    root: 'features/reports',
    pages: [
      'pages/new/index',
      'pages/sent/index',
      'pages/mine/index',
      'pages/detail/index',
      'pages/public/index',
      'pages/public-detail/index',
      'pages/outbox/index',
    ],
  },
  {
    root: 'features/patrols',
    pages: [
      'pages/today/index',
      'pages/month/index',
      'pages/detail/index',
      'pages/figures/index',
      'pages/leaves/index',
      'pages/checks/index',
    ],
  },
  { root: 'features/cases', pages: ['pages/list/index'] },
];
