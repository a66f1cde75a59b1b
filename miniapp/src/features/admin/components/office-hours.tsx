import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import type { AreaLevel } from '@linli/shared/areas';
import type { OfficeHoursView, OfficeSpanDto } from '@linli/shared/calendar.dto';
import { useArea } from '@/api/areas';
import { useClearOfficeHours, useOfficeHours, useSetOfficeHours } from '@/api/calendar';
import { useMe } from '@/api/me';
import { AreaField } from '@/components/area-field';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Faces } from '@/components/faces';
import { Field, FieldError } from '@/components/field';
import { Icon } from '@/components/icon';
import { Tap } from '@/components/tap';
import { TimeField } from '@/components/time-field';
import { widestArea } from '@/lib/roles';
import { say } from '@/lib/say';
import s from '../calendar.module.scss';
import a from '../admin.module.scss';

const LEVELS: readonly AreaLevel[] = ['district', 'street', 'community'];
const SPANS_MAX = 4;

export function OfficeHours() {
  const me = useMe();
  const within = widestArea(me.data, ['administrator']);
  const [picked, setPicked] = useState<string | null>(null);
  const areaCode = picked ?? within;
  const hours = useOfficeHours(areaCode);
  return (
    <Card title="办公时间">
      <Field label="街道或社区" hint="没有自己的时间，就用上级的">
        <AreaField label="街道或社区" value={areaCode ?? null} levels={LEVELS} within={within} onChange={setPicked} />
      </Field>
      {areaCode && (
        <Faces of={hours}>{(h) => <Spans key={`${h.areaCode} ${JSON.stringify(h.spans)}`} areaCode={areaCode} hours={h} />}</Faces>
      )}
    </Card>
  );
}

function fault(spans: readonly OfficeSpanDto[]): string | null {
  if (spans.some((x) => !x.from || !x.to)) return '每段都要填开始和结束';
  if (spans.some((x) => x.from >= x.to)) return '结束要晚于开始';
  const sorted = [...spans].sort((x, y) => x.from.localeCompare(y.from));
  return sorted.some((x, i) => i > 0 && x.from <= (sorted[i - 1]?.to ?? '')) ? '两段时间不能重叠或相接' : null;
}

function Spans({ areaCode, hours }: { areaCode: string; hours: OfficeHoursView }) {
  const [spans, setSpans] = useState<OfficeSpanDto[]>(() => hours.spans.map((x) => ({ ...x })));
  const set = useSetOfficeHours();
  const clear = useClearOfficeHours();
  const above = useArea(hours.inheritedFrom ?? undefined).data?.name;
  const bad = fault(spans);
  const put = (i: number, part: Partial<OfficeSpanDto>) => setSpans(spans.map((x, j) => (j === i ? { ...x, ...part } : x)));
  const save = () =>
    !bad &&
    set.mutate(
      { areaCode, spans: [...spans].sort((x, y) => x.from.localeCompare(y.from)) },
      { onSuccess: () => say('办公时间已保存', 'done') },
    );
  const error = set.error ?? clear.error;
  return (
    <View>
      {hours.inheritedFrom && hours.inheritedFrom !== areaCode && (
        <Text className={a.second}>{`现在用的是${above ?? '上级'}的时间，保存后用自己的`}</Text>
      )}
      {spans.map((x, i) => (
        <View key={i} className={s.span}>
          <TimeField label={`第 ${i + 1} 段开始`} value={x.from} onChange={(from) => put(i, { from })} />
          <Text>到</Text>
          <TimeField label={`第 ${i + 1} 段结束`} value={x.to} onChange={(to) => put(i, { to })} />
          {spans.length > 1 && (
            <Tap className={s.remove} label={`去掉第 ${i + 1} 段`} onPress={() => setSpans(spans.filter((_, j) => j !== i))}>
              <Icon name="trash-2" size="small" />
            </Tap>
          )}
        </View>
      ))}
      {bad && <FieldError>{bad}</FieldError>}
      {error && <FieldError>{error.message}</FieldError>}
      <View className={a.buttons}>
        <Button inline pending={set.isPending} onPress={save}>
          保存
        </Button>
        {spans.length < SPANS_MAX && (
          <Button kind="secondary" inline icon="plus" onPress={() => setSpans([...spans, { from: '', to: '' }])}>
            加一段
          </Button>
        )}
        {!hours.inheritedFrom && areaCode.length > 6 && (
          <Button
            kind="secondary"
            inline
            pending={clear.isPending}
            onPress={() => clear.mutate(areaCode, { onSuccess: () => say('已改用上级的时间', 'done') })}
          >
            改用上级的
          </Button>
        )}
      </View>
    </View>
  );
}
