import { Text } from '@tarojs/components';
import { useMe } from '@/api/me';
import { Card, Row } from '@/components/card';
import { Empty, Faces } from '@/components/faces';
import { go } from '@/lib/router';
import { AdminFrame } from '../../components/frame';
import { placesOf } from '../../rooms';
import s from '../../admin.module.scss';

export default function AdminRooms() {
  const me = useMe();
  return (
    <AdminFrame title="管理">
      <Text className={s.lead}>这里管人、管区划、管规则。管理员看不到居民上报的内容。</Text>
      <Faces of={me} isEmpty={(m) => !placesOf(m).length} empty={<Empty title="您还没有管理权限" text="需要管理员给您的手机号授权。" />}>
        {(m) => (
          <Card flush>
            {placesOf(m).map((p) => (
              <Row key={p.key} icon={p.icon} title={p.label} note={p.note} onPress={() => go(p.path)} />
            ))}
          </Card>
        )}
      </Faces>
    </AdminFrame>
  );
}
