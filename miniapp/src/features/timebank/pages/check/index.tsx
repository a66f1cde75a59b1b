import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { monthText, STATEMENT_CODE_PATTERN } from '@linli/shared/timebank-wallet';
import type { StatementCheckView } from '@linli/shared/timebank-wallet.dto';
import { useStatementCheck } from '@/api/timebank-wallet';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Faces } from '@/components/faces';
import { Facts } from '@/components/facts';
import { Field, Input } from '@/components/field';
import { Screen } from '@/components/screen';
import { StateTag } from '@/components/state-tag';
import { useAddress } from '@/lib/address';
import s from '../../points.module.scss';

/** Whoever holds a statement sees here whether it is ours; whose it is stands nowhere. */
export default function Check() {
  const [words, change] = useAddress(['no', 'code']);
  const [no, setNo] = useState(words.no ?? '');
  const [code, setCode] = useState(words.code ?? '');
  const checked = useStatementCheck(words.no ?? '', words.code ?? '');
  return (
    <Screen title="对账单核验">
      <Card>
        <View className={s.form}>
          <Field label="编号" hint="印在对账单上，ZD 开头">
            <Input label="编号" value={no} maxLength={20} onChange={setNo} />
          </Field>
          <Field label="校验码">
            <Input label="校验码" value={code} maxLength={12} onChange={setCode} />
          </Field>
          <Button
            disabled={no.trim() === '' || !STATEMENT_CODE_PATTERN.test(code.trim())}
            onPress={() => change({ no: no.trim(), code: code.trim() })}
          >
            核验
          </Button>
        </View>
      </Card>
      {words.no && words.code && <Faces of={checked}>{(view) => <Found view={view} />}</Faces>}
    </Screen>
  );
}

function Found({ view }: { view: StatementCheckView }) {
  const span = view.from === view.to ? monthText(view.from) : `${monthText(view.from)}至${monthText(view.to)}`;
  return (
    <Card title="核验结果" aside={<StateTag tone="done" icon="badge-check" word="属实" />}>
      <Facts
        facts={[
          ['编号', view.statementNo],
          ['期间', span],
          ['笔数', `${view.lines} 笔`],
          ['期初', `${view.opening} 分`],
          ['收入', `${view.in} 分`],
          ['支出', `${view.out} 分`],
          ['期末', `${view.closing} 分`],
        ]}
      />
      <Text className={s.quiet}>这份对账单由本系统出具，合计与出具时的账目一致。请与手里的对账单逐项核对。</Text>
    </Card>
  );
}
