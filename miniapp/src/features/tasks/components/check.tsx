import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { CODE_DIGITS } from '@linli/shared/display-code';
import { EARLY_START_MINUTES } from '@linli/shared/orders';
import type { OrderView } from '@linli/shared/orders.dto';
import { useOrderAct } from '@/api/orders';
import { OfflineError } from '@/api/problem';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Field, FieldError, Input } from '@/components/field';
import { useScanner } from '@/components/scanner';
import { tick } from '@/lib/haptics';
import { whereAmI } from '@/lib/location';
import { sayMinutes } from '@/lib/order-words';
import { say } from '@/lib/say';
import { codeOf } from '../code';
import s from './tasks.module.scss';

const WORDS = { field: '或者输入八位数字', hint: '对方手机二维码下面的数字，亲情卡是十二位' };

/** Check-in and -out: scan the code of whoever is served, type its digits, or scan the paper card on the spot. */
export function Check({ order, action }: { order: OrderView; action: 'start' | 'finish' }) {
  const acting = useOrderAct(order.id);
  const [typed, setTyped] = useState('');
  const [trouble, setTrouble] = useState<string | null>(null);
  const [finding, setFinding] = useState(false);
  const starting = action === 'start';
  const place = order.source === 'post' || order.source === 'group';

  // the last check takes this card away before its answer is told: a promise is kept all the same
  const send = (body: object) =>
    void acting.mutateAsync({ action, body }).then(
      (view) => {
        tick();
        setTyped('');
        setTrouble(null);
        const minutes = view.assignments.find((a) => a.mine)?.minutes;
        say(starting ? '签到好了，时间开始记' : `辛苦了${minutes ? `，服务 ${sayMinutes(minutes)}` : ''}`, 'done');
      },
      (e: Error) => setTrouble(e instanceof OfflineError ? `${e.message}。走到有信号的地方再按一次，不会记重。` : e.message),
    );
  const take = (raw: string) => {
    const found = codeOf(raw);
    if (!found) {
      setTrouble('这不是服务码。请扫对方手机上的服务码，或输入八位数字');
      return;
    }
    setTrouble(null);
    if (found.kind === 'display') {
      send({ code: found.code });
      return;
    }
    // a paper card proves the place only: where this phone is goes with it
    setFinding(true);
    whereAmI()
      .then(({ position, accuracyMetres }) => send({ code: found.code, position, accuracyMetres: Math.min(100_000, accuracyMetres) }))
      .catch(() => setTrouble('用亲情卡要确认您在现场，请打开位置权限再扫一次'))
      .finally(() => setFinding(false));
  };
  const scanner = useScanner(take, WORDS);
  const pending = acting.isPending || finding;
  return (
    <Card title={starting ? '到了，签到' : '做完了，签退'}>
      <Text className={s.facts}>
        {place
          ? '扫现场负责人手机上的码'
          : starting
            ? `请对方打开“服务码”给您扫；没有手机的老人，扫他的亲情卡。开始前 ${EARLY_START_MINUTES} 分钟起可以签到。`
            : '再扫一次对方的服务码或亲情卡，时长就记好了。'}
      </Text>
      <View className={s.ways}>
        <View className={s.way}>
          <Button icon="scan-line" pending={pending} onPress={scanner.scan}>
            {starting ? '扫码签到' : '扫码签退'}
          </Button>
        </View>
      </View>
      <View className={s.digits}>
        <View className={s.digitsField}>
          <Field label="或者输入八位数字">
            <Input
              label="八位数字"
              kind="code"
              value={typed}
              maxLength={16}
              placeholder="二维码下面的数字"
              onChange={setTyped}
              onDone={() => take(typed)}
            />
          </Field>
        </View>
        <View className={s.digitsSend}>
          <Button kind="secondary" inline disabled={typed.replace(/\D/g, '').length < CODE_DIGITS || pending} onPress={() => take(typed)}>
            {starting ? '签到' : '签退'}
          </Button>
        </View>
      </View>
      {trouble && <FieldError>{trouble}</FieldError>}
      {scanner.view}
    </Card>
  );
}
