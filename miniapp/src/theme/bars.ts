/** The title bar of WeChat takes no CSS variables: the two cards of tokens.scss once more. */
export const BARS = {
  light: { frontColor: '#000000', backgroundColor: '#ffffff' },
  dark: { frontColor: '#ffffff', backgroundColor: '#1e2127' },
} as const;
