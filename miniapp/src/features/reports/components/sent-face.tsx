import { Text, View } from '@tarojs/components';
import type { ReportCreatedView } from '@linli/shared/reports.dto';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Drawing } from '@/components/drawing';
import { Icon } from '@/components/icon';
import { Screen } from '@/components/screen';
import { back, swap } from '@/lib/router';
import { msOf, sayTime } from '@/lib/times';
import { useNow } from '@/lib/ticking';
import s from './sent.module.scss';

const DETAIL = '/features/reports/pages/detail/index';

interface Props {
  /** null: no signal, it waits on the phone */
  made: ReportCreatedView | null;
  onAgain: () => void;
}

/** The promise and the number; or, without signal, that nothing is lost. A face of the form's own page: without signal no other page could be fetched. */
export function SentFace({ made, onAgain }: Props) {
  const now = useNow();
  return (
    <Screen
      title="上报"
      footer={
        <View className={s.ways}>
          <Button kind="secondary" icon="camera" onPress={onAgain}>
            再报一个
          </Button>
          {made ? <Button onPress={() => swap(DETAIL, { id: made.id })}>看进度</Button> : <Button onPress={back}>好的</Button>}
        </View>
      }
    >
      <View className={s.head}>
        <Drawing name={made ? 'sent' : 'offline'} />
        <Text className={s.title}>{made ? '收到了，谢谢您' : '已存在手机里'}</Text>
        <Text className={s.note}>
          {made ? made.promise : '现在没有信号。照片和内容都在，有信号时会自己发出去，只发一次。在“我的 → 待发送”里看得到。'}
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
      {made && (
        <Button kind="text" onPress={back}>
          返回
        </Button>
      )}
    </Screen>
  );
}
