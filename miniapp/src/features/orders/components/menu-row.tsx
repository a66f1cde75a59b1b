import { Text, View } from '@tarojs/components';
import type { MenuItemView } from '@linli/shared/orders-menu.dto';
import { Icon } from '@/components/icon';
import { Marks } from '@/components/state-tag';
import { Tap } from '@/components/tap';
import { sayMinutes, sayNotice, sayServers } from '@/lib/order-words';
import { CATEGORY_ICONS, recipientsText } from '../looks';
import s from './menu.module.scss';

/** What to know before pressing, in marks: never more than what concerns the one who orders. */
export const marksOf = (item: MenuItemView): string[] => [
  ...(item.twoPersonRule ? ['两人同行'] : []),
  ...(item.insuranceRequired ? ['有保险'] : []),
  ...(item.qualification ? ['持证服务'] : []),
  ...(item.risk === 'high' ? ['请先看风险提示'] : []),
];

/** One service, big enough for a thumb of seventy: its picture, its name, how long, who comes, how early. */
export function MenuRow({ item, onPress }: { item: MenuItemView; onPress: () => void }) {
  const marks = marksOf(item);
  const facts = [sayMinutes(item.minutes), sayNotice(item.noticeHours)];
  const who = [`${sayServers(item.servedBy)}来做`, recipientsText(item.recipients)].filter(Boolean);
  return (
    <Tap className={s.row} label={`${item.name}，${facts.join('，')}`} onPress={onPress}>
      <View className={s.rowInner}>
        <View className={s.disc}>
          <Icon name={CATEGORY_ICONS[item.category]} />
        </View>
        <View className={s.words}>
          <Text className={s.name}>{item.name}</Text>
          <Text className={s.facts}>{facts.join(' · ')}</Text>
          <Text className={s.facts}>{who.join(' · ')}</Text>
          {item.description && <Text className={s.facts}>{item.description}</Text>}
          {marks.length > 0 && (
            <View className={s.marks}>
              <Marks words={marks} />
            </View>
          )}
        </View>
        <Icon name="chevron-right" size="small" className={s.arrow} />
      </View>
    </Tap>
  );
}
