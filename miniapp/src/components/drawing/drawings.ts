import { INK } from '@/theme/ink';

export type DrawingName = 'street' | 'empty' | 'lost' | 'sent' | 'offline';

type Paint = { line: string; tint: string; accent: string };

const frame = (inside: string, { line }: Paint) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 150" width="240" height="150" fill="none" stroke="${line}" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round">${inside}</svg>`;

const SCENES: Record<DrawingName, (p: Paint) => string> = {
  // a lane: houses, a tree, a lamp, someone waving
  street: (p) => `<path fill="${p.tint}" stroke="none" d="M14 128h212v-8c-30-10-40-46-72-50s-44-38-82-30S14 92 14 120z"/>
    <path d="M14 128h212M38 128V78l26-20 26 20v50M54 128v-24h20v24M108 128V62h48v66M118 76h10v12h-10zM136 76h10v12h-10zM118 100h10v12h-10z"/>
    <path d="M186 128V96M186 98c-16 0-18-24-4-28 2-14 24-12 24 2 12 6 6 26-8 26z"/><path d="M28 128V92M22 92h12"/>
    <circle cx="160" cy="106" r="0"/><path stroke="${p.accent}" d="M142 128v-14h8v14"/><circle cx="82" cy="34" r="8" stroke="${p.accent}"/>`,
  // a tray with nothing in it and a leaf
  empty: (p) => `<path fill="${p.tint}" stroke="none" d="M52 110l20-56h96l20 56v20H52z"/>
    <path d="M52 104v24h136v-24l-18-46H70zM52 104h40c0 10 8 16 28 16s28-6 28-16h40"/>
    <path stroke="${p.accent}" d="M120 84c-14-10-10-32 6-40 10 14 8 32-6 40zm0 0c0-10 2-18 4-24"/>`,
  // a cloud with a question
  lost: (p) => `<path fill="${p.tint}" stroke="none" d="M70 116c-30 0-34-40-6-44 2-32 52-38 62-8 30-8 52 18 38 40-4 8-12 12-22 12z"/>
    <path d="M74 112c-26 0-30-36-6-40 2-30 48-36 58-8 28-8 48 16 36 36-4 8-12 12-20 12z"/>
    <path stroke="${p.accent}" d="M108 78c0-14 22-14 22 0 0 8-11 8-11 16M119 102v.5"/>`,
  // a note on its way
  sent: (p) => `<path fill="${p.tint}" stroke="none" d="M40 92a80 46 0 1 0 160 0a80 46 0 1 0-160 0z"/>
    <path d="M70 84l96-40-30 84-20-32zM116 96l50-52"/><path d="M56 112h22M44 98h18M66 126h16"/>
    <path stroke="${p.accent}" d="M176 104l8 8 16-18"/>`,
  // a phone that keeps it
  offline: (p) => `<path fill="${p.tint}" stroke="none" d="M56 96a64 44 0 1 0 128 0a64 44 0 1 0-128 0z"/>
    <path d="M96 30h48a6 6 0 0 1 6 6v86a6 6 0 0 1-6 6H96a6 6 0 0 1-6-6V36a6 6 0 0 1 6-6zM114 118h12"/>
    <path stroke="${p.accent}" d="M106 62h28v30h-28zM106 72h28M116 82h8"/><path d="M170 52l20 20M190 52l-20 20"/>`,
};

/** As data: no request, and the colours follow the theme. */
export const DRAWINGS = Object.fromEntries(
  Object.entries(SCENES).map(([name, scene]) => [
    name,
    (dark: boolean) => {
      const paint = dark ? INK.dark : INK.light;
      return `data:image/svg+xml,${encodeURIComponent(frame(scene(paint), paint).replace(/\s+/g, ' '))}`;
    },
  ]),
) as Record<DrawingName, (dark: boolean) => string>;
