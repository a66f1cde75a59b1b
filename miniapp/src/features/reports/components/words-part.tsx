import { View } from '@tarojs/components';
import { REPORT_DESCRIPTION_MAX } from '@linli/shared/reports';
import { Chips } from '@/components/chips';
import { Textarea } from '@/components/field';
import { Part, type PartProps } from './part';
import s from './new.module.scss';

const PHRASES = ['影响通行', '已经好几天了', '有安全隐患'].map((label) => ({ value: label, label }));

/** Optional; three things people most often want to add, one tap each. */
export function WordsPart({ draft, change }: PartProps) {
  const press = (phrase: string) =>
    change(({ description }) => {
      if (description.includes(phrase)) return { description: description.replace(phrase, '').replace(/^，|，$|，(?=，)/g, '') };
      return { description: (description ? `${description.replace(/[，。]$/, '')}，${phrase}` : phrase).slice(0, REPORT_DESCRIPTION_MAX) };
    });
  return (
    <Part title="说明（选填）">
      <Textarea
        label="说明"
        placeholder="想补充什么，一句话就行"
        value={draft.description}
        rows={1}
        maxLength={REPORT_DESCRIPTION_MAX}
        onChange={(description) => change({ description })}
      />
      <View className={s.phrases}>
        <Chips
          label="常用的话"
          chips={PHRASES}
          value={PHRASES.map((p) => p.value).filter((p) => draft.description.includes(p))}
          onPress={press}
        />
      </View>
    </Part>
  );
}
