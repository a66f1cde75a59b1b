/** Links in views begin with a slash; WeChat needs them whole. On H5 they are already at home. */
const origin = /^https?:\/\/[^/]+/.exec(API_BASE)?.[0] ?? '';

export const absolute = (url: string): string => (url.startsWith('/') ? origin + url : url);
