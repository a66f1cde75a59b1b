import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { useImportAreas } from '@/api/areas-admin';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { ErrorFace } from '@/components/faces';
import { Field, Textarea } from '@/components/field';
import { pickFile, readPicked } from '@/lib/pick-file';
import { say } from '@/lib/say';
import { AdminFrame } from '../../components/frame';
import { Problems, importable } from '../../components/problems';
import { areaRows } from '../../rows';
import s from '../../admin.module.scss';

const ROWS_MAX = 3000;

export default function AreasImport() {
  const [text, setText] = useState('');
  const trial = useImportAreas();
  const write = useImportAreas();
  const rows = areaRows(text).map((r) => ({ ...r }));
  const tooMany = rows.length > ROWS_MAX;
  const edit = (v: string) => {
    setText(v);
    trial.reset();
    write.reset();
  };
  const read = () =>
    void pickFile(['csv', 'txt']).then((file) => {
      if (file) void readPicked(file).then(edit, () => say('这个文件读不出来，请另存为 CSV（UTF-8）', 'late'));
    });
  const ready = importable(trial.data) ? trial.data : null;
  const send = () =>
    write.mutate(
      { rows, dryRun: false },
      {
        onSuccess: (r) => {
          if (r.problems.some((p) => !p.notice)) return;
          say(`已导入 ${r.accepted} 个区域`, 'done');
          edit('');
        },
      },
    );
  return (
    <AdminFrame
      title="导入区划名单"
      here="areas"
      footer={
        <View className={s.footer}>
          <Button
            kind={ready ? 'secondary' : 'primary'}
            disabled={!rows.length || tooMany}
            pending={trial.isPending}
            onPress={() => trial.mutate({ rows, dryRun: true })}
          >
            {rows.length ? `试一遍（${rows.length} 行）` : '试一遍'}
          </Button>
          {ready && (
            <Button pending={write.isPending} onPress={send}>
              {`导入 ${ready.accepted} 行`}
            </Button>
          )}
        </View>
      }
    >
      <Card>
        <Text className={s.lead}>
          每行一个区域：代码、名称，街道再加编号字母。从表格里复制粘贴，或选一个 CSV 文件。上级要写在前面，或者已经建好。
        </Text>
        <Field label="名单" error={tooMany ? `一次最多 ${ROWS_MAX} 行` : null} hint="例如：450403001001	万福社区">
          <Textarea
            label="名单"
            rows={6}
            maxLength={300_000}
            value={text}
            placeholder={'450403001\t滨江街道\tBJ\n450403001001\t万福社区'}
            onChange={edit}
          />
        </Field>
        <Button kind="secondary" icon="upload" inline onPress={read}>
          选择 CSV 文件
        </Button>
      </Card>
      {trial.error && <ErrorFace error={trial.error} safe="什么都没有写入" />}
      {write.error && <ErrorFace error={write.error} onRetry={send} />}
      {trial.data && <Problems result={write.data ?? trial.data} unit="行" />}
    </AdminFrame>
  );
}
