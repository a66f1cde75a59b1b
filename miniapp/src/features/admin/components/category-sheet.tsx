import { useState } from 'react';
import { View } from '@tarojs/components';
import { TEAM_TYPES, TEAM_TYPE_LABELS } from '@linli/shared/accounts';
import { PRIORITIES, PRIORITY_LABELS, type DeadlineType } from '@linli/shared/reports';
import type { CategoryView } from '@linli/shared/reports.dto';
import { useUpdateCategory } from '@/api/categories';
import { Button } from '@/components/button';
import { Second } from '@/components/card';
import { Select, ToggleRow } from '@/components/choice';
import { Field, FieldError, Input, Textarea } from '@/components/field';
import { Sheet } from '@/components/sheet';
import { say } from '@/lib/say';
import s from '../admin.module.scss';

const KINDS: readonly { value: DeadlineType; label: string; note: string }[] = [
  { value: 'urgent_hour', label: '小时（昼夜）', note: '急事：夜里和假日也算' },
  { value: 'work_hour', label: '工作小时', note: '只算办公时间' },
  { value: 'work_day', label: '工作日', note: '到第几个工作日的同一时刻' },
  { value: 'natural_day', label: '自然日', note: '天天都算' },
];
const TYPES = TEAM_TYPES.map((value) => ({ value, label: TEAM_TYPE_LABELS[value] }));
const PRIORITY_OPTIONS = PRIORITIES.map((value) => ({ value, label: PRIORITY_LABELS[value] }));

export function CategorySheet({ category, onClose }: { category: CategoryView; onClose: () => void }) {
  const [deadlineType, setDeadlineType] = useState(category.deadline.type);
  const [value, setValue] = useState(String(category.deadline.value));
  const [teamType, setTeamType] = useState(category.teamType);
  const [priority, setPriority] = useState(category.priority);
  const [guidance, setGuidance] = useState(category.guidance ?? '');
  const [residentMayReport, setResidentMayReport] = useState(category.residentMayReport);
  const [enabled, setEnabled] = useState(category.enabled);
  const update = useUpdateCategory();
  const number = Number(value);
  const badValue = Number.isInteger(number) && number >= 1 && number <= 240 ? null : '1 到 240 的整数';
  const save = () => {
    if (badValue) return;
    update.mutate(
      { code: category.code, deadlineType, deadlineValue: number, teamType, priority, guidance, residentMayReport, enabled },
      {
        onSuccess: () => {
          say(`已保存${category.name}`, 'done');
          onClose();
        },
      },
    );
  };
  return (
    <Sheet
      open
      title={`${category.name} ${category.code}`}
      onClose={onClose}
      footer={
        <Button pending={update.isPending} onPress={save}>
          保存
        </Button>
      }
    >
      <Second>改动只管以后派遣的事项，已经答应居民的时限不变。</Second>
      <View className={s.form}>
        <Field label="处置时限" error={badValue}>
          <View className={s.pair}>
            <View className={s.narrow}>
              <Input kind="digits" label="时限数字" value={value} maxLength={3} onChange={setValue} />
            </View>
            <View className={s.broad}>
              <Select label="时限单位" options={KINDS} value={deadlineType} onChange={setDeadlineType} />
            </View>
          </View>
        </Field>
        <Field label="负责的队伍类型">
          <Select label="负责的队伍类型" options={TYPES} value={teamType} onChange={setTeamType} />
        </Field>
        <Field label="轻重缓急" hint="紧急的夜里也会提醒">
          <Select label="轻重缓急" options={PRIORITY_OPTIONS} value={priority} onChange={setPriority} />
        </Field>
        <Field label="怎么拍" optional>
          <Textarea label="怎么拍" rows={2} maxLength={100} counted value={guidance} onChange={setGuidance} />
        </Field>
      </View>
      <ToggleRow title="居民可以上报" note="关掉后只有工作人员能选" on={residentMayReport} onChange={setResidentMayReport} />
      <ToggleRow title="启用" note="关掉后新事项不能再选" on={enabled} onChange={setEnabled} />
      {update.error && <FieldError>{update.error.message}</FieldError>}
    </Sheet>
  );
}
