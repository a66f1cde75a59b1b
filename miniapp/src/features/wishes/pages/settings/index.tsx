import { useState } from 'react';
import { View } from '@tarojs/components';
import type { WishSettingsView } from '@linli/shared/wishes.dto';
import { useArea } from '@/api/areas';
import { useMe } from '@/api/me';
import { fieldError } from '@/api/problem';
import { useSetWishSettings, useWishCounts, useWishSettings } from '@/api/wishes';
import { AreaField } from '@/components/area-field';
import { Button } from '@/components/button';
import { Card, Second } from '@/components/card';
import { Desk } from '@/components/desk';
import { Faces, Skeleton } from '@/components/faces';
import { Field, FieldError, Input } from '@/components/field';
import { widestArea } from '@/lib/roles';
import { swap } from '@/lib/router';
import { ask, say } from '@/lib/say';
import { WordList } from '../../components/word-list';
import { groupsOf } from '../../rooms';
import { PATHS } from '../../words';
import s from '../../wishes.module.scss';

/** What a micro wish may cost here, and which words make one look twice. */
export default function WishSettingsPage() {
  const me = useMe().data;
  const counts = useWishCounts();
  const within = widestArea(me, ['dispatcher', 'administrator']);
  const [picked, setPicked] = useState<string | null>(null);
  const areaCode = picked ?? within ?? null;
  const settings = useWishSettings(areaCode);
  return (
    <Desk title="限额和提醒词" here="settings" groups={groupsOf(counts.data ?? [], (box) => swap(PATHS.desk, { box: box ?? 'all' }))}>
      <View className={s.where}>
        <AreaField
          label="哪里的"
          value={areaCode}
          levels={['district', 'street', 'community']}
          within={within}
          placeholder="选区域"
          onChange={setPicked}
        />
      </View>
      {areaCode && (
        <Faces of={settings} loading={<Skeleton rows={3} />}>
          {(found) => <Form key={`${found.areaCode}${found.own}${found.microMaxYuan}`} settings={found} />}
        </Faces>
      )}
    </Desk>
  );
}

function Form({ settings }: { settings: WishSettingsView }) {
  const [most, setMost] = useState(String(settings.microMaxYuan));
  const [warningWords, setWarning] = useState(settings.warningWords);
  const [telltaleWords, setTelltale] = useState(settings.telltaleWords);
  const above = useArea(settings.inheritedFrom ?? undefined);
  const set = useSetWishSettings(settings.areaCode);
  const save = () =>
    set.mutate(
      { microMaxYuan: Number(most), warningWords, telltaleWords },
      { onSuccess: () => say('已保存，从下一个心愿起生效', 'done'), onError: (e) => say(e.message, 'late') },
    );
  const inherit = async () => {
    if (await ask({ title: '改用上级的设置？', consequence: '这里自己的限额和词会清掉。', yes: '改用上级' }))
      set.mutate(null, { onSuccess: () => say('已改用上级的设置', 'done'), onError: (e) => say(e.message, 'late') });
  };
  const from = settings.own ? '这里自己的设置' : settings.inheritedFrom ? `沿用${above.data?.name ?? '上级'}的设置` : '沿用系统的设置';
  return (
    <View>
      <Card title="微心愿限额">
        <Second>{from}</Second>
        <Field label="每个最多（元）" error={fieldError(set.error, 'microMaxYuan')}>
          <Input label="每个最多" kind="digits" value={most} maxLength={5} onChange={(text) => setMost(text.replace(/\D/g, ''))} />
        </Field>
      </Card>
      <Card title="提醒词">
        <Second>写到这些词会提醒居民，审核时标出来；通不通过由审核人定。</Second>
        <WordList label="提醒词" words={warningWords} onChange={setWarning} />
      </Card>
      <Card title="儿童和患者不能出现的词">
        <Second>公开文字里有这些词不能上榜。住址、电话和证件号一律不能上榜。</Second>
        <WordList label="不能出现的词" words={telltaleWords} onChange={setTelltale} />
      </Card>
      {set.error && !fieldError(set.error, 'microMaxYuan') && <FieldError>{set.error.message}</FieldError>}
      <View className={s.ways}>
        <Button pending={set.isPending} disabled={!Number(most)} onPress={save}>
          {settings.own ? '保存' : '保存为这里的设置'}
        </Button>
        {settings.own && (
          <Button kind="secondary" onPress={() => void inherit()}>
            改用上级的设置
          </Button>
        )}
      </View>
    </View>
  );
}
