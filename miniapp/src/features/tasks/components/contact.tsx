import { Text, View } from '@tarojs/components';
import { useMutation } from '@tanstack/react-query';
import type { OrderView } from '@linli/shared/orders.dto';
import { lookAtContact } from '@/api/orders';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { useNavigate } from '@/components/navigate';
import { PersonLine } from '@/components/person-line';
import { call } from '@/lib/call';
import { copyText } from '@/lib/copy';
import { say } from '@/lib/say';
import s from './tasks.module.scss';

/** Address and phone only on a press; each look is recorded, and the button says so. */
export function Contact({ order }: { order: OrderView }) {
  const look = useMutation({ mutationFn: () => lookAtContact(order.id), onError: (e) => say(e.message, 'late') });
  const navigate = useNavigate();
  if (!look.data)
    return (
      <Card title="怎么去、找谁">
        <Button kind="secondary" icon="eye" pending={look.isPending} onPress={() => look.mutate()}>
          查看地址和电话
        </Button>
        <Text className={s.note}>只用来上门服务。每次查看都会留下记录，服务确认后就看不到了。</Text>
      </Card>
    );
  const { name, phone, address, position } = look.data;
  return (
    <Card title="怎么去、找谁">
      <PersonLine
        name={name}
        role={phone ?? '没有留电话'}
        aside={
          phone && (
            <Button size="small" icon="phone" inline onPress={() => call(phone)}>
              拨打
            </Button>
          )
        }
      />
      {address && <Text className={s.strong}>{address}</Text>}
      <View className={s.ways}>
        {position && (
          <View className={s.way}>
            <Button kind="secondary" icon="navigation" onPress={() => navigate.go(position, address ?? order.areaText)}>
              导航
            </Button>
          </View>
        )}
        {address && (
          <View className={s.way}>
            <Button kind="secondary" icon="copy" onPress={() => void copyText(address, '地址已复制')}>
              复制地址
            </Button>
          </View>
        )}
      </View>
      {navigate.view}
    </Card>
  );
}
