import { Text, View } from '@tarojs/components';
import type { ImportResult } from '@linli/shared/areas.dto';
import { Card } from '@/components/card';
import { StateTag } from '@/components/state-tag';
import s from '../admin.module.scss';

const SHOWN = 100;

interface Props {
  result: ImportResult;
  /** 行 for sheets, 个 for features */
  unit: string;
}

/** Nothing stands in the way: notices are only worth a look. */
export const importable = (result: ImportResult | undefined): result is ImportResult =>
  result !== undefined && result.accepted > 0 && !result.problems.some((p) => !p.notice);

/** What a dry run found: each bad cell by its place, so that it can be mended in the sheet itself. */
export function Problems({ result: { accepted, problems }, unit }: Props) {
  const bad = problems.filter((p) => !p.notice).length;
  return (
    <Card>
      <View className={s.verdict}>
        {bad ? (
          <>
            <StateTag tone="late" icon="circle-alert" word={`${bad} 处要改`} />
            <Text className={s.second}>什么都没有写入。改好后重新选择。</Text>
          </>
        ) : (
          <StateTag tone="done" icon="circle-check" word={`${accepted} ${unit}可以导入`} />
        )}
        {problems.length > bad && <StateTag tone="due" icon="info" word={`${problems.length - bad} 处留意`} />}
      </View>
      {problems.slice(0, SHOWN).map((p, i) => (
        <View key={i} className={s.problem}>
          <Text className={s.problemPlace}>{`第 ${p.row} ${unit}`}</Text>
          <Text className={s.problemField}>{p.field}</Text>
          <Text className={s.problemWords}>{p.sentence}</Text>
        </View>
      ))}
      {problems.length > SHOWN && <Text className={s.second}>{`还有 ${problems.length - SHOWN} 处没有列出`}</Text>}
    </Card>
  );
}
