import { Text, View } from '@tarojs/components';
import { useMutation, useQuery } from '@tanstack/react-query';
import { demoPeople, enterAsDemo } from '@/api/session';
import { Card, Row } from '@/components/card';
import { FieldError } from '@/components/field';
import s from './sign-in.module.scss';

/** One tap as somebody of the demo district. In production the server has no such list and nothing is drawn. */
export function DemoPeople({ onEntered }: { onEntered: () => void }) {
  const people = useQuery({ queryKey: ['demo-people'], queryFn: demoPeople, retry: false });
  const enter = useMutation({ mutationFn: enterAsDemo, onSuccess: onEntered });
  if (!people.data?.length) return null;
  return (
    <View>
      <Text className={s.demoTitle}>演示人物，点一下就能进入</Text>
      {enter.error && <FieldError>{enter.error.message}</FieldError>}
      <Card flush>
        {people.data.map((p) => (
          <Row key={p.personId} icon="user" title={`${p.name} · ${p.title}`} note={p.hint} onPress={() => enter.mutate(p.personId)} />
        ))}
      </Card>
    </View>
  );
}
