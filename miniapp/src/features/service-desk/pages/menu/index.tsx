import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { SERVICE_CATEGORIES, SERVICE_CATEGORY_LABELS, type ServiceCategory } from '@linli/shared/orders';
import type { MenuSettingView } from '@linli/shared/orders-menu.dto';
import { useHolds, useMe } from '@/api/me';
import { useMenuSettings, useSetMenuItem } from '@/api/menu';
import { AreaField } from '@/components/area-field';
import { Card } from '@/components/card';
import { Chips } from '@/components/chips';
import { Toggle } from '@/components/choice';
import { Empty, Faces } from '@/components/faces';
import { SearchField } from '@/components/search-field';
import { ServiceFrame } from '@/components/service-frame';
import { Marks } from '@/components/state-tag';
import { Tap } from '@/components/tap';
import { Tool, Tools } from '@/components/tools';
import { useAddress } from '@/lib/address';
import { classes } from '@/lib/classes';
import { sayMinutes, sayNotice, sayServers } from '@/lib/order-words';
import { widestArea } from '@/lib/roles';
import { say } from '@/lib/say';
import { MenuItemSheet } from '../../components/menu-item-sheet';
import s from '../../desk.module.scss';

/** What a community serves: switches, and behind each the rules with their history. */
export default function Menu() {
  const [words, change] = useAddress(['area', 'category', 'q']);
  const me = useMe();
  const within = widestArea(me.data, ['dispatcher', 'administrator']);
  const communityCode = words.area ?? (within?.length === 12 ? within : undefined);
  // the community decides; an administrator reads
  const edits = useHolds('dispatcher');
  const [editing, setEditing] = useState<string | null>(null);
  const settings = useMenuSettings(communityCode);
  const category = SERVICE_CATEGORIES.find((c) => c === words.category);
  const q = (words.q ?? '').trim();
  const shown = (settings.data ?? []).filter((i) => (q ? i.name.includes(q) : !category || i.category === category));
  const open = (settings.data ?? []).find((i) => i.code === editing);
  return (
    <ServiceFrame title="服务菜单" here="menu">
      <Tools>
        {within?.length !== 12 && (
          <Tool>
            <AreaField
              label="社区"
              placeholder="选社区"
              value={communityCode ?? null}
              levels={['community']}
              within={within}
              onChange={(area) => change({ area })}
            />
          </Tool>
        )}
        <Tool wide>
          <SearchField value={words.q ?? ''} onChange={(v) => change({ q: v || null })} placeholder="服务名称" />
        </Tool>
      </Tools>
      <View className={s.chips}>
        <Chips<ServiceCategory>
          line
          label="类别"
          chips={SERVICE_CATEGORIES.map((value) => ({ value, label: SERVICE_CATEGORY_LABELS[value] }))}
          value={category ?? null}
          onPress={(c) => change({ category: c === category ? null : c })}
        />
      </View>
      {communityCode ? (
        <Faces of={settings} isEmpty={() => !shown.length} empty={<Empty title="没有这项服务" text="换个词或类别试试。" />}>
          {() =>
            SERVICE_CATEGORIES.filter((c) => shown.some((i) => i.category === c)).map((c) => (
              <Card key={c} title={SERVICE_CATEGORY_LABELS[c]} flush>
                {shown
                  .filter((i) => i.category === c)
                  .map((i) => (
                    <Item key={i.code} item={i} communityCode={communityCode} edits={edits} onOpen={() => setEditing(i.code)} />
                  ))}
              </Card>
            ))
          }
        </Faces>
      ) : (
        <Empty title="先选社区" text="每个社区的服务菜单可以不一样。" />
      )}
      {open && communityCode && <MenuItemSheet item={open} communityCode={communityCode} edits={edits} onClose={() => setEditing(null)} />}
    </ServiceFrame>
  );
}

interface ItemProps {
  item: MenuSettingView;
  communityCode: string;
  edits: boolean;
  onOpen: () => void;
}

function Item({ item: i, communityCode, edits, onOpen }: ItemProps) {
  const set = useSetMenuItem(communityCode);
  const toggle = (enabled: boolean) =>
    set.mutate(
      { code: i.code, body: { enabled } },
      {
        onSuccess: () => say(enabled ? `已打开${i.name}` : `已关闭${i.name}，已有的订单照常`, 'done'),
        onError: (e) => say(e.message, 'late'),
      },
    );
  return (
    <View className={s.item}>
      <Tap className={s.itemPress} label={`${i.name}，看规则`} onPress={onOpen}>
        <Text className={classes(!i.enabled && s.off)}>{i.name}</Text>
        <Text className={s.second}>
          {[sayMinutes(i.minutes), sayServers(i.servedBy), sayNotice(i.noticeHours), i.needsReview ? '要审核' : null]
            .filter(Boolean)
            .join(' · ')}
        </Text>
        <Marks
          words={[
            ...(i.risk === 'high' ? ['高风险'] : []),
            ...(i.twoPersonRule ? ['两人同行'] : []),
            ...(i.qualification ? [i.qualification] : []),
            ...(i.insuranceRequired ? ['要保险'] : []),
            ...(i.openToNeighbours ? ['邻近社区可接'] : []),
            ...(i.edited ? ['已修改'] : []),
          ]}
        />
      </Tap>
      <Toggle label={`${i.enabled ? '关闭' : '打开'}${i.name}`} on={i.enabled} disabled={set.isPending || !edits} onChange={toggle} />
    </View>
  );
}
