import { Text, View } from '@tarojs/components';
import type { StatementLineView } from '@linli/shared/timebank-wallet.dto';
import { Tap } from '@/components/tap';
import { classes } from '@/lib/classes';
import { changeText, dayText } from '../words';
import s from '../points.module.scss';

/** One act of the books: why, what for, and what it did to the balance. */
export function StatementLine({ line, onPress }: { line: StatementLineView; onPress: () => void }) {
  const { shape, reasonText, title, day, balanceAfter } = line;
  const change = changeText(line);
  return (
    <Tap className={s.line} label={`${dayText(day)} ${reasonText} ${title} ${change}`} onPress={onPress}>
      <View className={s.lineWords}>
        <Text className={s.lineTitle}>{reasonText}</Text>
        {title !== '' && <Text className={s.lineNote}>{title}</Text>}
        <Text className={s.lineNote}>{dayText(day)}</Text>
      </View>
      <View className={s.lineSide}>
        <Text className={classes(s.change, shape === 'in' && s.in, shape === 'held' && s.held)}>{change}</Text>
        {balanceAfter !== null && <Text className={s.quiet}>{`余额 ${balanceAfter}`}</Text>}
      </View>
    </Tap>
  );
}
