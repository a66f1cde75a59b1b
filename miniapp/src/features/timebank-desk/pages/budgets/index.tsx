import { useState } from 'react';
import { Text } from '@tarojs/components';
import type { BudgetView } from '@linli/shared/timebank-books.dto';
import { fieldError } from '@/api/problem';
import { useBudgets, useSetBudget } from '@/api/timebank-books';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Empty } from '@/components/faces';
import { Facts } from '@/components/facts';
import { Field, FieldError, Input } from '@/components/field';
import { List } from '@/components/list';
import { Sheet } from '@/components/sheet';
import { say } from '@/lib/say';
import { TimebankFrame } from '../../components/frame';
import s from '../../books.module.scss';

/** What each community may issue this year, and what it has. */
export default function Budgets() {
  const list = useBudgets();
  const [setting, setSetting] = useState<BudgetView | null>(null);
  return (
    <TimebankFrame title="积分预算" here="budgets">
      <List of={list} keyOf={(one) => one.communityCode} empty={<Empty title="没有您能看的社区" />}>
        {(one) => <BudgetCard budget={one} onSet={() => setSetting(one)} />}
      </List>
      {setting && <BudgetSheet budget={setting} onClose={() => setSetting(null)} />}
    </TimebankFrame>
  );
}

function BudgetCard({ budget, onSet }: { budget: BudgetView; onSet: () => void }) {
  const { communityName, year, points, issued, left, exceeded, actions } = budget;
  return (
    <Card
      title={communityName}
      aside={
        actions.includes('set') && (
          <Button kind="secondary" size="small" inline onPress={onSet}>
            {points === null ? '设置预算' : '修改'}
          </Button>
        )
      }
    >
      <Facts
        short
        facts={[
          [`${year}年预算`, points === null ? '未设置，暂不能发放' : `${points} 分`],
          ['已发出', `${issued} 分`],
          ['还可发放', left === null ? null : `${left} 分`],
        ]}
      />
      {exceeded && <Text className={s.over}>已超出预算：服务积分照常入账，基金暂停发放。</Text>}
    </Card>
  );
}

function BudgetSheet({ budget, onClose }: { budget: BudgetView; onClose: () => void }) {
  const { communityCode, communityName, year } = budget;
  const [points, setPoints] = useState(budget.points === null ? '' : String(budget.points));
  const set = useSetBudget(communityCode);
  const save = () =>
    set.mutate(
      { year, points: Number(points) },
      {
        onSuccess: () => {
          say('已保存', 'done');
          onClose();
        },
      },
    );
  return (
    <Sheet
      open
      title={`${communityName} ${year}年预算`}
      onClose={onClose}
      footer={
        <Button pending={set.isPending} disabled={points === ''} onPress={save}>
          保存
        </Button>
      }
    >
      <Field label="这一年最多发出多少分" hint="服务积分也计在内，但不会因此被拒" error={fieldError(set.error, 'points')}>
        <Input label="积分" kind="digits" value={points} maxLength={9} onChange={(text) => setPoints(text.replace(/\D/g, ''))} />
      </Field>
      {set.error && !fieldError(set.error, 'points') && <FieldError>{set.error.message}</FieldError>}
    </Sheet>
  );
}
