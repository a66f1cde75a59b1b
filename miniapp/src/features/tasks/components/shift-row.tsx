import { Text, View } from '@tarojs/components';
import type { ShiftView } from '@linli/shared/orders-posts.dto';
import { askToBeTold } from '@/api/notifications';
import { useOrderAct } from '@/api/orders';
import { Button } from '@/components/button';
import { Tap } from '@/components/tap';
import { tick } from '@/lib/haptics';
import { sayWhen } from '@/lib/order-words';
import { go } from '@/lib/router';
import { ask, say } from '@/lib/say';
import { useNow } from '@/lib/ticking';
import { msOf } from '@/lib/times';
import { PATHS } from '../paths';
import s from './tasks.module.scss';

/** One shift: claimed or given back by one tap; the words open its page. */
export function ShiftRow({ shift, inCharge }: { shift: ShiftView; inCharge: boolean }) {
  const now = useNow();
  const acting = useOrderAct(shift.orderId);
  const free = shift.headcount - shift.accepted;
  const begun = msOf(shift.startAt) <= now;
  const done = (words: string) => ({
    onSuccess: () => {
      tick();
      say(words, 'done');
    },
    onError: (e: Error) => say(e.message, 'late'),
  });
  const claim = () => {
    void askToBeTold(['soon', 'task']);
    acting.mutate({ action: 'accept' }, done('报好了，到时候见'));
  };
  const leave = () =>
    void ask({ title: '不去这一班？', consequence: '名额会马上让给别人。', yes: '退出这一班' }).then((yes) => {
      if (yes) acting.mutate({ action: 'withdraw' }, done('已退出这一班'));
    });
  const open = () => go(inCharge ? PATHS.charge : PATHS.detail, { id: shift.orderId });
  return (
    <View className={s.shift}>
      <View className={s.shiftWords}>
        <Tap label={`${sayWhen(shift.startAt, shift.endAt, now)}，看这一班`} onPress={open}>
          <Text className={s.strong}>{sayWhen(shift.startAt, shift.endAt, now)}</Text>
          <Text className={s.second}>
            {`${shift.accepted}/${shift.headcount} 人${free > 0 ? `，还差 ${free} 人` : '，满了'}${shift.mine ? ' · 我去' : ''}`}
          </Text>
        </Tap>
      </View>
      {shift.mine && !begun && (
        <Button kind="text" size="small" inline pending={acting.isPending} onPress={leave}>
          退出
        </Button>
      )}
      {!shift.mine && free > 0 && !begun && (
        <Button size="small" inline pending={acting.isPending} onPress={claim}>
          报名
        </Button>
      )}
      {(shift.mine || inCharge) && begun && (
        <Button size="small" inline onPress={open}>
          {inCharge ? '现场' : '签到'}
        </Button>
      )}
    </View>
  );
}
