/** One subpackage per feature: pages as data. */
export const SUBPACKAGES: { root: string; pages: string[] }[] = [
  {
    root: 'features/reports',
    pages: [
      'pages/new/index',
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
  {
    root: 'features/desk',
    pages: ['pages/desk/index', 'pages/list/index', 'pages/map/index', 'pages/late/index', 'pages/on-behalf/index'],
  },
  {
    root: 'features/admin',
    pages: [
      'pages/index/index',
      'pages/people/index',
      'pages/people-import/index',
      'pages/areas/index',
      'pages/areas-import/index',
      'pages/shapes/index',
      'pages/teams/index',
      'pages/team/index',
      'pages/categories/index',
      'pages/calendar/index',
      'pages/points/index',
      'pages/print/index',
      'pages/audit/index',
    ],
  },
];
