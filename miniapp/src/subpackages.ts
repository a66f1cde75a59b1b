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
];
