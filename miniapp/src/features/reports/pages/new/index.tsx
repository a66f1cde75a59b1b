import { Text } from '@tarojs/components';
import { Screen } from '@/components/screen';

export default function Page() {
  return (
    <Screen title="邻里">
      <Text>…</Text>
    </Screen>
  );
}
