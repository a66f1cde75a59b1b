import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import type { SealView } from '@linli/shared/timebank-books.dto';
import { saveSealedRows, useSeals } from '@/api/timebank-books';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Empty } from '@/components/faces';
import { List } from '@/components/list';
import { StateTag } from '@/components/state-tag';
import { say } from '@/lib/say';
import { serverNow } from '@/lib/server-clock';
import { msOf, sayFullDate, sayTime } from '@/lib/times';
import { TimebankFrame } from '../../components/frame';
import s from '../../seals.module.scss';

const NOTE = '每天凌晨把前一天的账封存：封存后当天不能再记账，每天的校验码都包含前一天的，改动任何一笔都会对不上。';

/** The days of the books that are closed: what was counted, the seal, and every row to look through elsewhere. */
export default function Seals() {
  const seals = useSeals();
  return (
    <TimebankFrame title="封账" here="seals">
      <Text className={s.about}>{NOTE}</Text>
      <List of={seals} keyOf={(one) => one.day} empty={<Empty title="还没有封存的日子" text="有积分变动的第二天凌晨开始封账。" />}>
        {(one) => <SealCard seal={one} />}
      </List>
    </TimebankFrame>
  );
}

function SealCard({ seal: { day, rows, hash, sealedAt } }: { seal: SealView }) {
  const [busy, setBusy] = useState(false);
  const save = () => {
    setBusy(true);
    saveSealedRows(day)
      .then((words) => say(words, 'done'))
      .catch((e: Error) => say(e.message, 'late'))
      .finally(() => setBusy(false));
  };
  return (
    <Card>
      <View className={s.line}>
        <View className={s.day}>
          <Text className={s.title}>{sayFullDate(day)}</Text>
          <StateTag tone="done" icon="badge-check" word="已封存" />
        </View>
        <Text className={s.rows}>{`${rows} 笔`}</Text>
        <View className={s.seal}>
          <Text className={s.second}>{`${sayTime(msOf(sealedAt), serverNow())} 封存`}</Text>
          <Text className={s.hash} userSelect>{`校验码 ${hash.slice(0, 16)}…`}</Text>
        </View>
        <Button inline kind="secondary" size="small" icon="download" pending={busy} onPress={save}>
          导出明细
        </Button>
      </View>
    </Card>
  );
}
