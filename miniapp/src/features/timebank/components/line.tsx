import { Text, View } from '@tarojs/components';
import type { StatementLineView } from '@linli/shared/timebank-wallet.dto';
import { Tap } from '@/components/tap';
import { classes } from '@/lib/classes';
import { joinDots } from '@/lib/dots';
import { changeText, dayText } from '../words';
import s from '../points.module.scss';

interface Props {
  line: StatementLineView;
  /** Of its month: round corners where the card begins and ends. */
  first: boolean;
  last: boolean;
  onPress: () => void;
}

/** One act of the books: why, what for, and what it did to the balance. */
export function StatementLine({ line, first, last, onPress }: Props) {
  const { shape, reasonText, title, day, balanceAfter } = line;
  const change = changeText(line);
  return (
    <Tap
      className={classes(s.line, first && s.lineFirst, last && s.lineLast)}
      label={[dayText(day), reasonText, title, change].filter(Boolean).join(' ')}
      onPress={onPress}
    >
      <View className={s.lineWords}>
        <Text className={s.lineTitle}>{reasonText}</Text>
        <Text className={s.lineNote}>{joinDots([dayText(day), ...(title ? [title] : [])])}</Text>
      </View>
      <View className={s.lineSide}>
        <Text className={classes(s.change, shape === 'in' && s.in, shape === 'held' && s.held)}>{change}</Text>
        {balanceAfter !== null && <Text className={s.quiet}>{`余额 ${balanceAfter}`}</Text>}
      </View>
    </Tap>
  );
}
