import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { GRANTABLE_ROLES, ROLE_LABELS } from '@linli/shared/accounts';
import { useImportStaff } from '@/api/staff';
import { Button } from '@/components/button';
import { Card, Row } from '@/components/card';
import { ErrorFace } from '@/components/faces';
import { copyText, toTsv } from '@/lib/copy';
import { type PickedFile, pickFile } from '@/lib/pick-file';
import { say } from '@/lib/say';
import { AdminFrame } from '../../components/frame';
import { Problems, importable } from '../../components/problems';
import s from '../../admin.module.scss';

const COLUMNS: readonly { name: string; note: string }[] = [
  { name: '手机号', note: '11 位，登录时用的号码' },
  { name: '姓名', note: '最多 20 个字' },
  { name: '角色', note: GRANTABLE_ROLES.map((r) => ROLE_LABELS[r]).join('、') },
  { name: '区划代码', note: '区 6 位，街道 9 位，社区 12 位，网格 15 位' },
  { name: '开始', note: '例如 2026-03-01' },
  { name: '结束', note: '最后一天，长期有效就空着' },
];

export default function PeopleImport() {
  const [file, setFile] = useState<PickedFile | null>(null);
  const trial = useImportStaff();
  const write = useImportStaff();
  const result = trial.data;
  const choose = () =>
    void pickFile(['xlsx', 'csv']).then((picked) => {
      if (!picked) return;
      setFile(picked);
      write.reset();
      trial.mutate({ file: picked, dryRun: true });
    });
  const send = () => {
    if (!file) return;
    write.mutate(
      { file, dryRun: false },
      {
        onSuccess: (r) => {
          if (r.problems.some((p) => !p.notice)) return;
          say(`已导入 ${r.accepted} 行`, 'done');
          setFile(null);
          trial.reset();
        },
      },
    );
  };
  const ready = importable(trial.data) ? trial.data : null;
  return (
    <AdminFrame
      title="批量授权"
      here="people"
      footer={
        <View className={s.footer}>
          <Button kind={ready ? 'secondary' : 'primary'} icon="upload" pending={trial.isPending} onPress={choose}>
            {file ? '换一个文件' : '选择表格'}
          </Button>
          {ready && (
            <Button pending={write.isPending} onPress={send}>
              {`导入 ${ready.accepted} 行`}
            </Button>
          )}
        </View>
      }
    >
      <Card
        title="表格的列"
        flush
        aside={
          <Button
            kind="text"
            size="small"
            icon="copy"
            inline
            onPress={() => void copyText(toTsv([COLUMNS.map((c) => c.name)]), '表头已复制，粘贴到表格第一行')}
          >
            复制表头
          </Button>
        }
      >
        {COLUMNS.map((c) => (
          <Row key={c.name} title={c.name} note={c.note} />
        ))}
      </Card>
      <Text className={s.lead}>选好文件先试一遍：每个填错的格子都会指出来，什么都不写入。没有问题再导入。</Text>
      {file && <Row icon="file-text" title={file.name} />}
      {trial.error && <ErrorFace error={trial.error} safe="什么都没有写入" />}
      {write.error && <ErrorFace error={write.error} onRetry={send} />}
      {result && <Problems result={write.data ?? result} unit="行" />}
    </AdminFrame>
  );
}
