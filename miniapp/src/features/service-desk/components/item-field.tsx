import { useState } from 'react';
import { View } from '@tarojs/components';
import { SERVICE_CATEGORIES, SERVICE_CATEGORY_LABELS, type ServiceCategory } from '@linli/shared/orders';
import type { MenuItemView } from '@linli/shared/orders-menu.dto';
import { useMenu } from '@/api/menu';
import { Row } from '@/components/card';
import { Chips } from '@/components/chips';
import { Empty, Faces } from '@/components/faces';
import { PickField } from '@/components/pick-field';
import { SearchField } from '@/components/search-field';
import { Sheet } from '@/components/sheet';
import { sayMinutes } from '@/lib/order-words';
import s from '../desk.module.scss';

interface Props {
  communityCode: string | undefined;
  value: MenuItemView | null;
  onChange: (item: MenuItemView) => void;
  /** only what fits here, e.g. what happens at a place */
  only?: (item: MenuItemView) => boolean;
}

/** One service of the community's menu: by class or by name. */
export function ItemField({ communityCode, value, onChange, only }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <View>
      <PickField label="服务" value={value?.name} placeholder={communityCode ? '请选服务' : '请先选社区'} onPress={() => setOpen(true)} />
      {open && (
        <ItemSheet
          communityCode={communityCode}
          only={only}
          onClose={() => setOpen(false)}
          onPick={(item) => {
            onChange(item);
            setOpen(false);
          }}
        />
      )}
    </View>
  );
}

function ItemSheet({
  communityCode,
  only = () => true,
  onClose,
  onPick,
}: Pick<Props, 'communityCode' | 'only'> & { onClose: () => void; onPick: (item: MenuItemView) => void }) {
  const menu = useMenu(communityCode, communityCode !== undefined);
  const [category, setCategory] = useState<ServiceCategory | null>(null);
  const [typed, setTyped] = useState('');
  const q = typed.trim();
  const fits = (menu.data ?? []).filter(only);
  const shown = fits.filter((i) => (q ? i.name.includes(q) : !category || i.category === category));
  const categories = SERVICE_CATEGORIES.filter((c) => fits.some((i) => i.category === c));
  return (
    <Sheet open title="选服务" onClose={onClose}>
      <View className={s.chips}>
        <SearchField value={typed} onChange={setTyped} placeholder="按名称找" />
      </View>
      {!q && (
        <View className={s.chips}>
          <Chips<ServiceCategory>
            label="类别"
            chips={categories.map((value) => ({ value, label: SERVICE_CATEGORY_LABELS[value] }))}
            value={category}
            onPress={(c) => setCategory(c === category ? null : c)}
          />
        </View>
      )}
      {!communityCode && <Empty title="请先选社区" text="每个社区的服务菜单不一样。" />}
      {communityCode && (
        <Faces of={menu} isEmpty={() => !shown.length} empty={<Empty title="没有这项服务" text="换个词，或在“服务菜单”里打开它。" />}>
          {() =>
            shown.map((i) => (
              <Row
                key={i.code}
                title={i.name}
                note={[sayMinutes(i.minutes), i.qualification, i.twoPersonRule ? '两人同行' : null].filter(Boolean).join(' · ')}
                onPress={() => onPick(i)}
              />
            ))
          }
        </Faces>
      )}
    </Sheet>
  );
}
