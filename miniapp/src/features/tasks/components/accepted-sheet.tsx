import { Text, View } from '@tarojs/components';
import { Button } from '@/components/button';
import { Sheet } from '@/components/sheet';
import { sayWhen } from '@/lib/order-words';
import { addToCalendar } from '@/lib/phone-calendar';
import { say } from '@/lib/say';
import { useNow } from '@/lib/ticking';
import s from './tasks.module.scss';

/** What a calendar may carry: never the address of a home. */
export interface Appointment {
  id: string;
  orderNo: string;
  title: string;
  startAt: string;
  endAt: string;
  placeText: string | null;
  areaText: string;
}

export const toCalendar = (a: Appointment) => {
  void addToCalendar({
    id: a.id,
    title: a.title,
    startAt: a.startAt,
    endAt: a.endAt,
    place: a.placeText ?? a.areaText,
    notes: `订单 ${a.orderNo}。地址和电话请在“邻里”里看。去不了请提前退单。`,
  }).then((done) => say(done));
};

/** Accepted: when it is, into the calendar, and nothing else to do now. */
export function AcceptedSheet({ task, onClose, onOpen }: { task: Appointment | null; onClose: () => void; onOpen?: () => void }) {
  const now = useNow();
  return (
    <Sheet open={task !== null} title="接好了，谢谢您" onClose={onClose} footer={<Button onPress={onClose}>好的</Button>}>
      {task && (
        <View>
          <Text className={s.strong}>{task.title}</Text>
          <Text className={s.facts}>{sayWhen(task.startAt, task.endAt, now)}</Text>
          <Text className={s.note}>地址和电话现在可以看了。到了扫对方的服务码签到；去不了请提前退单，好让别人接上。</Text>
          <View className={s.ways}>
            <View className={s.way}>
              <Button kind="secondary" icon="calendar-plus" onPress={() => toCalendar(task)}>
                加进日历
              </Button>
            </View>
            {onOpen && (
              <View className={s.way}>
                <Button kind="secondary" icon="map-pin" onPress={onOpen}>
                  看怎么去
                </Button>
              </View>
            )}
          </View>
        </View>
      )}
    </Sheet>
  );
}
