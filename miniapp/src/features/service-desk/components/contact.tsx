import { View } from '@tarojs/components';
import { useMutation } from '@tanstack/react-query';
import { lookAtContact } from '@/api/orders';
import { Button } from '@/components/button';
import { useNavigate } from '@/components/navigate';
import { PersonLine } from '@/components/person-line';
import { PlaceLine } from '@/components/place-line';
import { call } from '@/lib/call';
import { say } from '@/lib/say';

/** Name, phone and address only on a press; each look is recorded, and the button says so. */
export function Contact({ id }: { id: string }) {
  const look = useMutation({ mutationFn: () => lookAtContact(id), onError: (e) => say(e.message, 'late') });
  const way = useNavigate();
  if (!look.data)
    return (
      <Button kind="secondary" size="small" icon="eye" pending={look.isPending} onPress={() => look.mutate()}>
        查看联系方式和地址（会留下记录）
      </Button>
    );
  const { name, phone, address, position } = look.data;
  return (
    <View>
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
      {address && <PlaceLine text={address} onPress={position ? () => way.go(position, address) : undefined} />}
      {way.view}
    </View>
  );
}
