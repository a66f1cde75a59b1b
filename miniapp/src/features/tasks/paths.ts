const page = (name: string) => `/features/tasks/pages/${name}/index`;

export const PATHS = {
  hall: page('hall'),
  detail: page('detail'),
  appointments: page('appointments'),
  posts: page('posts'),
  post: page('post'),
  charge: page('charge'),
  /** other rooms, by their doors */
  code: '/features/orders/pages/code/index',
  join: '/features/members/pages/join/index',
} as const;
