import { Text, View } from '@tarojs/components';
import { SERVICE_CATEGORIES, SERVICE_CATEGORY_LABELS, SKILLS_MAX, type ServiceCategory } from '@linli/shared/members';
import { useMenu } from '@/api/menu';
import { Chips } from '@/components/chips';
import { say } from '@/lib/say';
import s from '../members.module.scss';

const CATEGORIES = SERVICE_CATEGORIES.map((value) => ({ value, label: SERVICE_CATEGORY_LABELS[value] }));

interface Props {
  value: readonly string[];
  onChange: (skills: string[]) => void;
  communityCode: string | undefined;
}

/** What somebody can do: whole categories, and within a chosen one single services of the community's menu. */
export function SkillsField({ value, onChange, communityCode }: Props) {
  const menu = useMenu(communityCode, communityCode !== undefined);
  const chosen = SERVICE_CATEGORIES.filter((c) => value.includes(c));
  const itemsOf = (category: ServiceCategory) => (menu.data ?? []).filter((i) => i.category === category);
  const toggle = (skill: string) => {
    if (value.includes(skill)) {
      // a category taken back takes its services along
      const gone = itemsOf(skill as ServiceCategory).map((i) => i.code);
      onChange(value.filter((v) => v !== skill && !gone.includes(v)));
    } else if (value.length >= SKILLS_MAX) say(`最多选 ${SKILLS_MAX} 项`);
    else onChange([...value, skill]);
  };
  return (
    <View>
      <Chips<ServiceCategory> label="会做什么" chips={CATEGORIES} value={chosen} onPress={toggle} />
      {chosen.map((c) => {
        const items = itemsOf(c);
        if (!items.length) return null;
        return (
          <View key={c} className={s.part}>
            <Text className={s.partName}>{`${SERVICE_CATEGORY_LABELS[c]}里特别拿手的（选填）`}</Text>
            <Chips
              label={SERVICE_CATEGORY_LABELS[c]}
              chips={items.map((i) => ({ value: i.code, label: i.name }))}
              value={value}
              onPress={toggle}
            />
          </View>
        );
      })}
    </View>
  );
}
