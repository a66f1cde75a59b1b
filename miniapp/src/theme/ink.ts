/** What is drawn outside CSS (SVG data, map canvas) takes these: the values of tokens.scss once more. */
export const INK = {
  light: { line: '#4e5969', tint: '#fbeae8', accent: '#b3261e', done: '#18794e', due: '#8a5a00', late: '#b3261e', info: '#1d5fbf' },
  dark: { line: '#b9c0ca', tint: '#43201d', accent: '#ff9087', done: '#5fc796', due: '#f0c060', late: '#ff9087', info: '#82b4f5' },
} as const;
/** Codes are black on white in every theme: scanners want the contrast. */
export const PAPER = { paper: '#ffffff', ink: '#000000' } as const;
