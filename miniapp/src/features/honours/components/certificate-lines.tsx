import { Text, View } from '@tarojs/components';
import { hoursInWords } from '@linli/shared/timebank-certificates';
import { useCertificateLines } from '@/api/honours';
import { Card } from '@/components/card';
import { Empty } from '@/components/faces';
import { List } from '@/components/list';
import { sayFullDate } from '@/lib/times';
import s from '../honours.module.scss';

/** The services it counts, newest first. */
export function CertificateLines({ id }: { id: string }) {
  const lines = useCertificateLines(id);
  return (
    <Card title="服务明细">
      <List
        of={lines}
        keyOf={(line) => line.recordId}
        empty={<Empty title="没有可以计入的服务" text="还在公示的服务，公示满了以后计入。" />}
      >
        {(line) => (
          <View className={s.served}>
            <View className={s.servedWords}>
              <Text>{line.title}</Text>
              <Text className={s.quiet}>{sayFullDate(line.day)}</Text>
            </View>
            <Text className={s.figure}>{hoursInWords(line.minutes)}</Text>
          </View>
        )}
      </List>
    </Card>
  );
}
