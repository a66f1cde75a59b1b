import { Text } from '@tarojs/components';
import s from '../wishes.module.scss';

/** The text cut at the words of the list, longest first: what is written with gaps inside is named above, not marked. */
function pieces(text: string, words: readonly string[]): { text: string; hot: boolean }[] {
  const sorted = [...words].sort((a, b) => b.length - a.length);
  const found: { text: string; hot: boolean }[] = [];
  for (let rest = text; rest;) {
    const hits = sorted.map((word) => ({ word, at: rest.indexOf(word) })).filter(({ at }) => at >= 0);
    const first = hits.sort((a, b) => a.at - b.at)[0];
    if (!first) return [...found, { text: rest, hot: false }];
    if (first.at > 0) found.push({ text: rest.slice(0, first.at), hot: false });
    found.push({ text: first.word, hot: true });
    rest = rest.slice(first.at + first.word.length);
  }
  return found;
}

export function HotWords({ text, words }: { text: string; words: readonly string[] }) {
  return (
    <Text className={s.said}>
      {pieces(text, words).map((piece, i) => (
        <Text key={i} className={piece.hot ? s.hot : undefined}>
          {piece.text}
        </Text>
      ))}
    </Text>
  );
}
