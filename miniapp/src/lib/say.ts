import { create } from 'zustand';

export interface Question {
  title: string;
  /** What follows from a yes: said before, not after. */
  consequence?: string;
  yes: string;
  no?: string;
  danger?: boolean;
}

interface Voice {
  words: string | null;
  tone: 'done' | 'plain' | 'late';
  question: (Question & { answer: (yes: boolean) => void }) | null;
}

export const useVoice = create<Voice>()(() => ({ words: null, tone: 'plain', question: null }));

let timer: ReturnType<typeof setTimeout> | undefined;

/** A short sentence at the foot of the screen. Long ones stay longer: people of seventy read too. */
export function say(words: string, tone: Voice['tone'] = 'plain'): void {
  clearTimeout(timer);
  useVoice.setState({ words, tone });
  timer = setTimeout(() => useVoice.setState({ words: null }), Math.max(2500, words.length * 220));
}

/** Asks before what cannot be taken back. The screen that is visible draws it. */
export function ask(question: Question): Promise<boolean> {
  useVoice.getState().question?.answer(false);
  return new Promise((resolve) => {
    const answer = (yes: boolean) => {
      useVoice.setState({ question: null });
      resolve(yes);
    };
    useVoice.setState({ question: { ...question, answer } });
  });
}
