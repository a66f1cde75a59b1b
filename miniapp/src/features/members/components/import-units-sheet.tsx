import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { useImportUnits } from '@/api/units';
import { Button } from '@/components/button';
import { FieldError } from '@/components/field';
import { Sheet } from '@/components/sheet';
import { StateTag } from '@/components/state-tag';
import { copyText, toTsv } from '@/lib/copy';
import { pickFile, type PickedFile } from '@/lib/pick-file';
import { say } from '@/lib/say';
import s from '../members.module.scss';

const COLUMNS = ['名称', '类型', '层级', '区划代码', '上级', '共建'];
const SHOWN = 50;

/** A table of units: tried first, each bad cell by its place; written only when none is left. */
export function ImportUnitsSheet({ onClose }: { onClose: () => void }) {
  const [file, setFile] = useState<PickedFile | null>(null);
  const trial = useImportUnits();
  const write = useImportUnits();
  const bad = (trial.data?.problems ?? []).filter((p) => !p.notice);
  const ready = trial.data && !bad.length && trial.data.accepted > 0;
  const choose = () =>
    void pickFile(['xlsx', 'csv']).then((picked) => {
      if (!picked) return;
      setFile(picked);
      trial.mutate({ file: picked, dryRun: true });
    });
  const send = () =>
    file &&
    write.mutate(
      { file, dryRun: false },
      {
        onSuccess: (r) => {
          say(`已导入 ${r.accepted} 行`, 'done');
          onClose();
        },
      },
    );
  const error = trial.error ?? write.error;
  return (
    <Sheet
      open
      title="导入单位与党组织"
      onClose={onClose}
      footer={
        <View className={s.pair}>
          <Button kind={ready ? 'secondary' : 'primary'} icon="upload" pending={trial.isPending} onPress={choose}>
            {file ? '换一个文件' : '选择表格'}
          </Button>
          {ready && (
            <Button pending={write.isPending} onPress={send}>
              {`导入 ${trial.data?.accepted ?? 0} 行`}
            </Button>
          )}
        </View>
      }
    >
      <Text
        className={s.lead}
      >{`表格的列：${COLUMNS.join('、')}。类型写“单位”或“党组织”，层级写数字，共建写“是”；先写上级再写下级。先试一遍，什么都不写入。`}</Text>
      <Button kind="text" size="small" inline icon="copy" onPress={() => void copyText(toTsv([COLUMNS]), '表头已复制，粘贴到表格第一行')}>
        复制表头
      </Button>
      {trial.data && (
        <View className={s.part}>
          {bad.length ? (
            <StateTag tone="late" icon="circle-alert" word={`${bad.length} 处要改，什么都没有写入`} />
          ) : (
            <StateTag tone="done" icon="circle-check" word={`${trial.data.accepted} 行可以导入`} />
          )}
          {(trial.data.problems ?? []).slice(0, SHOWN).map((p, i) => (
            <Text key={i} className={s.second}>{`第 ${p.row} 行 ${p.field}：${p.sentence}`}</Text>
          ))}
        </View>
      )}
      {error && <FieldError>{error.message}</FieldError>}
    </Sheet>
  );
}
