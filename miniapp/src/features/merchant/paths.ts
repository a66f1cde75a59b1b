const page = (name: string) => `/features/merchant/pages/${name}/index`;
export const MERCHANT_PATHS = { counter: page('counter'), days: page('days'), refunds: page('refunds') };
