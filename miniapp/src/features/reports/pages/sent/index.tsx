import { Text, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Drawing } from '@/components/drawing';
import { Icon } from '@/components/icon';
import { Screen } from '@/components/screen';
import { back, swap } from '@/lib/router';
import { msOf, sayTime } from '@/lib/times';
import { useNow } from '@/lib/ticking';
import { readSent } from '../../sent';
import s from './sent.module.scss';

const NEW = '/features/reports/pages/new/index';
const DETAIL = '/features/reports/pages/detail/index';
const OUTBOX = '/features/reports/pages/outbox/index';

/** The promise and the number; or, without signal, that nothing is lost. */
export default function Sent() {
  const { id = '', waiting } = useRouter().params;
  const now = useNow();
  const made = readSent(id);
  const stays = waiting === '1' && !made;
  return (
    <Screen
      title="上报"
      footer={
        <View className={s.ways}>
          <Button kind="secondary" icon="camera" onPress={() => swap(NEW)}>
            再报一个
          </Button>
          <Button onPress={() => (stays ? swap(OUTBOX) : swap(DETAIL, { id }))}>{stays ? '看待发送' : '看进度'}</Button>
        </View>
      }
    >
      <View className={s.head}>
        <Drawing name={stays ? 'offline' : 'sent'} />
        <Text className={s.title}>{stays ? '已存在手机里' : '收到了，谢谢您'}</Text>
        <Text className={s.note}>
          {stays ? '现在没有信号。照片和内容都在，有信号时会自己发出去，只发一次。' : (made?.promise ?? '可以在“我的上报”里看进度')}
        </Text>
      </View>
      {made && (
        <Card>
          <View className={s.line}>
            <Text className={s.name}>编号</Text>
            <Text className={s.number}>{made.caseNo}</Text>
          </View>
          <View className={s.line}>
            <Text className={s.name}>负责网格</Text>
            <Text className={s.value}>{made.areaText}</Text>
          </View>
          <View className={s.line}>
            <Text className={s.name}>最迟答复</Text>
            <View className={s.due}>
              <Icon name="clock" size="small" />
              <Text>{sayTime(msOf(made.responseDueAt), now)} 前</Text>
            </View>
          </View>
        </Card>
      )}
      <Button kind="text" onPress={back}>
        返回
      </Button>
    </Screen>
  );
}
