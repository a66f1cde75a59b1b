const at = (page: string) => `/features/members/pages/${page}/index`;
/** The pages of those who serve; the desk's are in components/service-frame. */
export const PATHS = {
  join: at('join'),
  profile: at('profile'),
  reportIn: at('report-in'),
  qualifications: at('qualifications'),
  teams: at('teams'),
  team: at('team'),
  unit: at('unit'),
  hall: '/features/tasks/pages/hall/index',
  task: '/features/tasks/pages/detail/index',
  posts: '/features/tasks/pages/posts/index',
} as const;
