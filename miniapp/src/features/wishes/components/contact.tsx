import { Text, View } from '@tarojs/components';
import { useMutation } from '@tanstack/react-query';
import { lookAtWisher } from '@/api/wishes';
import { Button } from '@/components/button';
import { PersonLine } from '@/components/person-line';
import { call } from '@/lib/call';
import { say } from '@/lib/say';
import s from '../wishes.module.scss';

/** Who wishes and where: only on a press; each look is recorded, and the button says so. */
export function Contact({ id, inWords }: { id: string; inWords: boolean }) {
  const look = useMutation({ mutationFn: () => lookAtWisher(id), onError: (e) => say(e.message, 'late') });
  if (!look.data)
    return (
      <Button kind="secondary" size="small" icon="eye" pending={look.isPending} onPress={() => look.mutate()}>
        查看联系方式（会留下记录）
      </Button>
    );
  const { name, phone, address, detail } = look.data;
  return (
    <View>
      <PersonLine
        name={name ?? '未留姓名'}
        role={phone ?? '未留电话，请问社区'}
        aside={
          phone && (
            <Button size="small" icon="phone" inline onPress={() => call(phone)}>
              拨打
            </Button>
          )
        }
      />
      {address && (
        <View className={s.pair}>
          <Text className={s.pairName}>送到</Text>
          <Text className={s.pairValue}>{address}</Text>
        </View>
      )}
      {inWords && detail && <Text className={s.said}>{detail}</Text>}
    </View>
  );
}
