import { useEffect } from 'react';
import { Text, View } from '@tarojs/components';
import Taro, { useRouter } from '@tarojs/taro';
import { VOUCHER_STATE_LABELS } from '@linli/shared/rewards';
import type { VoucherView } from '@linli/shared/rewards-vouchers.dto';
import { OfflineError } from '@/api/problem';
import { useCancelVoucher, useVoucher, useVoucherSecret } from '@/api/rewards-vouchers';
import { usePersonId } from '@/api/session';
import { Button } from '@/components/button';
import { Card, Row } from '@/components/card';
import { LiveCode } from '@/components/display-code';
import { ErrorFace, Faces, NotForYou, Skeleton } from '@/components/faces';
import { Icon } from '@/components/icon';
import { useNavigate } from '@/components/navigate';
import { Screen } from '@/components/screen';
import { SignInCard } from '@/components/sign-in-card';
import { useBright } from '@/lib/bright';
import { classes } from '@/lib/classes';
import { tick } from '@/lib/haptics';
import { ask, say } from '@/lib/say';
import { serverNow } from '@/lib/server-clock';
import { msOf, sayDay } from '@/lib/times';
import { useVisible } from '@/lib/visible';
import { dropVoucher, readVoucher, voucherCodeAt, type KeptVoucher } from '@/lib/voucher-secret';
import { sayEnd, sayUntil, VOUCHER_LOOKS } from '../../voucher-words';
import s from '../../components/vouchers.module.scss';

function Ticket({ voucher, kept, visible }: { voucher: VoucherView; kept: KeptVoucher | null; visible: boolean }) {
  const { state } = voucher;
  const now = serverNow();
  const ready = state === 'ready';
  const used = state === 'redeemed';
  return (
    <View className={s.ticket}>
      <View className={classes(s.ticketHead, used && s.ticketDone, !ready && !used && s.ticketOver)}>
        <Text className={s.ticketTitle}>{voucher.title}</Text>
        <Text className={s.ticketShop}>{`${voucher.shopName} · ${voucher.points} 积分`}</Text>
      </View>
      <View className={s.tear} />
      <View className={s.body}>
        {ready ? (
          kept ? (
            visible && <LiveCode at={(ms) => voucherCodeAt(kept, ms)} label="兑换码" />
          ) : (
            <Skeleton rows={1} picture />
          )
        ) : (
          <>
            <View className={classes(s.stamp, !used && s.stampOver)}>
              <Icon name={VOUCHER_LOOKS[state][1]} size="large" />
            </View>
            <Text className={s.state}>{VOUCHER_STATE_LABELS[state]}</Text>
            <Text className={s.hint}>{sayEnd(voucher, now)}</Text>
          </>
        )}
        {ready && <Text className={s.hint}>请店家扫码，或念这八个数字</Text>}
        {ready && <Text className={s.until}>{sayUntil(voucher.expiresAt, now)}</Text>}
        {ready && voucher.cutByAgreement && (
          <Text className={s.hint}>{`店家参加兑换到${sayDay(msOf(voucher.expiresAt), now)}为止，请在那之前使用`}</Text>
        )}
        <Text className={s.number}>{`券号 ${voucher.voucherNo}`}</Text>
        {state === 'refunded' && voucher.refundReason && <Text className={s.hint}>{`退回原因：${voucher.refundReason}`}</Text>}
      </View>
    </View>
  );
}

/** In the hand at the counter: big, bright, awake, and without signal once it was opened. */
export default function Voucher() {
  const { id = '' } = useRouter().params;
  const personId = usePersonId();
  const visible = useVisible();
  const asked = useVoucher(id, visible);
  const stored = personId ? readVoucher(personId, id) : null;
  const offline = asked.error instanceof OfflineError;
  const voucher = asked.data ?? stored?.voucher;
  const secret = useVoucherSecret(asked.data);
  const kept = secret.data ?? stored;
  const cancelling = useCancelVoucher(id);
  const navigate = useNavigate();
  const state = asked.data?.state;
  useBright(visible && voucher?.state === 'ready' && kept !== null);
  useEffect(() => {
    if (state === undefined || state === 'ready' || !personId) return;
    // It was on the screen a moment ago: the shop has just taken it.
    if (state === 'redeemed' && readVoucher(personId, id)) tick();
    dropVoucher(personId, id);
  }, [state, personId, id]);
  if (!personId)
    return (
      <Screen title="兑换券">
        <SignInCard text="登录后才能出示兑换券" />
      </Screen>
    );
  const cancel = async () => {
    if (!voucher) return;
    const yes = await ask({
      title: '取消这张兑换券？',
      consequence: `${voucher.points} 积分马上退还，东西留给别人兑换。`,
      yes: '取消兑换券',
      no: '留着',
      danger: true,
    });
    if (yes) cancelling.mutate(undefined, { onSuccess: () => say('已取消，积分退还了', 'done'), onError: (e) => say(e.message, 'late') });
  };
  const shown = voucher ? { ...asked, data: voucher } : asked;
  return (
    <Screen title="兑换券">
      <Faces of={shown} hidden={<NotForYou what="这张兑换券" />} loading={<Skeleton rows={2} picture />}>
        {(v) => (
          <>
            <Ticket voucher={v} kept={kept} visible={visible} />
            {v.state === 'ready' && !kept && secret.error && <ErrorFace error={secret.error} onRetry={() => void secret.refetch()} />}
            {offline && kept && (
              <View className={s.offline}>
                <Icon name="wifi-off" size="small" />
                <Text>没有信号也能用，码照样会换</Text>
              </View>
            )}
            <Card flush>
              <Row icon="map-pin" title={v.shopName} note={v.shop.placeText} onPress={() => navigate.go(v.shop.position, v.shopName)} />
              {v.shop.hoursText && <Row icon="clock" title="营业时间" note={v.shop.hoursText} />}
              {v.shop.phone && (
                <Row
                  icon="phone"
                  title="打电话问问"
                  note={v.shop.phone}
                  onPress={() => void Taro.makePhoneCall({ phoneNumber: v.shop.phone ?? '' }).catch(() => undefined)}
                />
              )}
            </Card>
            {v.actions.includes('cancel') && (
              <Button kind="text" icon="undo-2" pending={cancelling.isPending} onPress={() => void cancel()}>
                用不上了，取消
              </Button>
            )}
            {navigate.view}
          </>
        )}
      </Faces>
    </Screen>
  );
}
