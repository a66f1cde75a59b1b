/** 志愿者 · 老城街道 · 万福社区: where such a line ends, the dot stays with the words before it. */
export const joinDots = (words: readonly string[]): string => words.join(' · ').replace(/ · /g, '\u00a0· ');
