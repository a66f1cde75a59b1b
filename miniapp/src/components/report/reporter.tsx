import { View } from '@tarojs/components';
import { useMutation } from '@tanstack/react-query';
import { lookAtReporter } from '@/api/reports';
import { Button } from '../button';
import { PersonLine } from '../person-line';
import { call } from '@/lib/call';
import { say } from '@/lib/say';

/** Name and phone only on a press; each look is recorded, and the button says so. */
export function Reporter({ id }: { id: string }) {
  const look = useMutation({ mutationFn: () => lookAtReporter(id), onError: (e) => say(e.message, 'late') });
  if (!look.data)
    return (
      <Button kind="secondary" size="small" icon="eye" pending={look.isPending} onPress={() => look.mutate()}>
        查看上报人（会留下记录）
      </Button>
    );
  const { name, phone } = look.data;
  return (
    <View>
      <PersonLine
        name={name ?? '未留姓名'}
        role={phone ?? '未留电话'}
        aside={
          phone && (
            <Button size="small" icon="phone" inline onPress={() => call(phone)}>
              拨打
            </Button>
          )
        }
      />
    </View>
  );
}
