import { Text, View } from '@tarojs/components';
import { UNCOUNTED_LABELS } from '@linli/shared/patrols';
import type { PatrolSpanView } from '@linli/shared/patrols.dto';
import { Icon } from '@/components/icon';
import { classes } from '@/lib/classes';
import { msOf, sayClock, sayLength } from '@/lib/times';
import s from './span-list.module.scss';

interface Props {
  spans: readonly PatrolSpanView[];
}

/** What counted and what did not, each with its reason in words. */
export function SpanList({ spans }: Props) {
  return (
    <View ariaRole="list">
      {joined(spans).map((span) => (
        <View key={span.from} className={s.span} ariaRole="listitem">
          <Icon name={span.counted ? 'circle-check' : 'circle-pause'} size="small" className={span.counted ? s.counted : s.not} />
          <View className={s.words}>
            <Text className={s.when}>
              {sayClock(msOf(span.from))}–{sayClock(msOf(span.to))}
            </Text>
            <Text className={classes(s.why, !span.counted && s.not)}>{span.counted ? '计入' : `未计入 · ${reasonOf(span)}`}</Text>
          </View>
          <Text className={s.length}>{sayLength(span.seconds * 1000)}</Text>
        </View>
      ))}
    </View>
  );
}

export const reasonOf = (span: PatrolSpanView) => span.reasonText ?? (span.reason ? UNCOUNTED_LABELS[span.reason] : '');

/** Neighbours of one kind are one line: a walk with a point each 15 seconds has hundreds. */
export function joined(spans: readonly PatrolSpanView[]): PatrolSpanView[] {
  const lines: PatrolSpanView[] = [];
  for (const span of spans) {
    const last = lines[lines.length - 1];
    const same = last && last.counted === span.counted && last.reason === span.reason && last.to === span.from;
    if (same) lines[lines.length - 1] = { ...last, to: span.to, seconds: last.seconds + span.seconds };
    else lines.push(span);
  }
  return lines;
}
