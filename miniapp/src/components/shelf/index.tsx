import { type ReactNode, useState } from 'react';
import { Text, View } from '@tarojs/components';
import { ITEM_STOCK_MAX } from '@linli/shared/rewards';
import { itemConditions } from '@linli/shared/rewards-obstacles';
import type { ShopItemView } from '@linli/shared/rewards.dto';
import { fieldError } from '@/api/problem';
import { useChangeStock, useShelve, useShopItems } from '@/api/rewards';
import { say } from '@/lib/say';
import { Button } from '../button';
import { Card } from '../card';
import { Options } from '../choice';
import { Empty } from '../faces';
import { Field, FieldError, Input } from '../field';
import { List } from '../list';
import { Sheet } from '../sheet';
import { StateTag } from '../state-tag';
import s from './shelf.module.scss';

interface Props {
  shopId: string;
  /** Where whoever may change an item goes for that. */
  onEdit?: (itemId: string) => void;
  empty?: ReactNode;
}

/** What a shop gives, with its stock: put on, taken off, counted. */
export function Shelf({ shopId, onEdit, empty = <Empty title="还没有可兑的项目" text="由签约社区上架。" /> }: Props) {
  const items = useShopItems(shopId);
  return (
    <List of={items} keyOf={(item) => item.id} empty={empty}>
      {(item) => <Line item={item} onEdit={onEdit} />}
    </List>
  );
}

function Line({ item, onEdit }: { item: ShopItemView; onEdit?: (itemId: string) => void }) {
  const [counting, setCounting] = useState(false);
  const shelving = useShelve(item.id);
  const may = (action: ShopItemView['actions'][number]) => item.actions.includes(action);
  const shelve = (how: 'put-on' | 'take-off') =>
    shelving.mutate(how, {
      onSuccess: () => say(how === 'put-on' ? '已上架' : '已下架，已兑的券照常使用', 'done'),
      onError: (e) => say(e.message, 'late'),
    });
  return (
    <Card>
      <View className={s.head}>
        <Text className={s.name}>{item.title}</Text>
        <StateTag
          tone={item.state === 'on' ? 'done' : 'quiet'}
          icon={item.state === 'on' ? 'circle-check' : 'circle-pause'}
          word={item.stateLabel}
        />
      </View>
      <Text className={s.second}>
        {`${item.kindLabel} · ${item.points} 积分 · ${item.stock === null ? '不计库存' : `库存 ${item.stock}`}`}
      </Text>
      <Text className={s.second}>{itemConditions(item).join('，')}</Text>
      <Text className={s.second}>{`待使用 ${item.openVouchers} 张，已兑 ${item.redeemed} 张`}</Text>
      {item.actions.length > 0 && (
        <View className={s.acts}>
          {may('stock') && (
            <Button kind="secondary" size="small" inline icon="layers" onPress={() => setCounting(true)}>
              改库存
            </Button>
          )}
          {may('take_off') && (
            <Button kind="secondary" size="small" inline pending={shelving.isPending} onPress={() => shelve('take-off')}>
              下架
            </Button>
          )}
          {may('put_on') && (
            <Button size="small" inline pending={shelving.isPending} onPress={() => shelve('put-on')}>
              上架
            </Button>
          )}
          {may('update') && onEdit && (
            <Button kind="secondary" size="small" inline icon="pencil" onPress={() => onEdit(item.id)}>
              修改
            </Button>
          )}
        </View>
      )}
      {counting && <StockSheet item={item} onClose={() => setCounting(false)} />}
    </Card>
  );
}

const WAYS = [
  { value: 'more' as const, label: '增加', note: '补了货' },
  { value: 'less' as const, label: '减少', note: '在别处卖了、坏了' },
  { value: 'off' as const, label: '不再计库存', note: '一直可兑，直到下架' },
];

/** By how much, never to how much: somebody may be redeeming at this very moment. */
function StockSheet({ item, onClose }: { item: ShopItemView; onClose: () => void }) {
  const [way, setWay] = useState<'more' | 'less' | 'off'>('more');
  const [typed, setTyped] = useState('');
  const changing = useChangeStock(item.id);
  const counted = item.stock !== null;
  const by = Number(typed);
  const ready = way === 'off' || (/^\d{1,6}$/.test(typed) && by <= ITEM_STOCK_MAX && (by > 0 || !counted));
  const send = () => {
    const dto = !counted ? { counted: true, change: by } : way === 'off' ? { counted: false } : { change: way === 'more' ? by : -by };
    changing.mutate(dto, {
      onSuccess: (view) => {
        say(view.stock === null ? '已改为不计库存' : `现在库存 ${view.stock}`, 'done');
        onClose();
      },
    });
  };
  return (
    <Sheet
      open
      title={counted ? `${item.title}：库存 ${item.stock}` : `${item.title}：开始计库存`}
      onClose={onClose}
      footer={
        <Button pending={changing.isPending} disabled={!ready} onPress={send}>
          保存
        </Button>
      }
    >
      {counted && <Options options={WAYS} value={way} onChange={setWay} />}
      {way !== 'off' && (
        <Field label={counted ? '数量' : '现有库存'} error={fieldError(changing.error, 'change')}>
          <Input label="数量" kind="digits" value={typed} onChange={setTyped} maxLength={6} placeholder="例如：10" />
        </Field>
      )}
      {changing.error && !fieldError(changing.error, 'change') && <FieldError>{changing.error.message}</FieldError>}
    </Sheet>
  );
}
