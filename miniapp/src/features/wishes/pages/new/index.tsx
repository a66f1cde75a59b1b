import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import {
  BENEFICIARIES,
  BENEFICIARY_LABELS,
  WISH_ADDRESS_MAX,
  WISH_DETAIL_MAX,
  WISH_KIND_LABELS,
  WISH_KINDS,
  WISH_TITLE_MAX,
  WISH_WHAT_LABELS,
  WISH_WHATS,
} from '@linli/shared/wishes';
import type { WishView } from '@linli/shared/wishes.dto';
import { useMe } from '@/api/me';
import { fieldError } from '@/api/problem';
import { usePersonId } from '@/api/session';
import { useMakeWish, useWish, useWishAct, useWishSettings } from '@/api/wishes';
import { AreaField } from '@/components/area-field';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Chips } from '@/components/chips';
import { Empty, Faces } from '@/components/faces';
import { Field, FieldError, Input, Textarea } from '@/components/field';
import { Screen } from '@/components/screen';
import { SignInCard } from '@/components/sign-in-card';
import { Tabs } from '@/components/tabs';
import { tick } from '@/lib/haptics';
import { widestArea } from '@/lib/roles';
import { swap } from '@/lib/router';
import { Note } from '../../components/note';
import { judge, useWishDraft } from '../../use-wish-form';
import { PATHS } from '../../words';
import s from '../../wishes.module.scss';

const KINDS = WISH_KINDS.map((value) => ({ value, label: WISH_KIND_LABELS[value] }));
const WHATS = WISH_WHATS.map((value) => ({ value, label: WISH_WHAT_LABELS[value] }));
const WHO = BENEFICIARIES.map((value) => ({ value, label: BENEFICIARY_LABELS[value] }));
const DESK = ['dispatcher', 'grid_member', 'grid_leader'] as const;

/** Wishing for oneself, for somebody else, or changing what was wished: one form, one screen. */
export default function NewWish() {
  const { id, behalf } = useRouter().params;
  const personId = usePersonId();
  const wish = useWish(id ?? '');
  if (!personId)
    return (
      <Screen title="许个心愿">
        <SignInCard text="登录并验证手机号后可以许愿，社区好联系您" />
      </Screen>
    );
  if (!id) return <Form wish={null} onBehalf={behalf === '1'} personId={personId} />;
  if (wish.data) return <Form wish={wish.data} onBehalf={false} personId={personId} />;
  return (
    <Screen title="修改心愿">
      <Faces of={wish}>{() => null}</Faces>
    </Screen>
  );
}

function Form({ wish, onBehalf, personId }: { wish: WishView | null; onBehalf: boolean; personId: string }) {
  const me = useMe().data;
  const { draft, change, forget } = useWishDraft(`wish-draft:${onBehalf ? 'behalf' : 'own'}:${personId}`, wish);
  const [made, setMade] = useState<WishView | null>(null);
  const within = onBehalf ? widestArea(me, DESK) : undefined;
  const areaCode = draft.areaCode ?? (onBehalf ? (within && within.length >= 12 ? within : null) : (me?.homeCommunityCode ?? null));
  const settings = useWishSettings(areaCode).data;
  const make = useMakeWish(onBehalf);
  const act = useWishAct(wish?.id ?? '');
  const { warning, valueFault, missing, most } = judge({ ...draft, areaCode }, settings);
  const error = make.error ?? act.error;
  const pending = make.isPending || act.isPending;
  const done = (view: WishView) => {
    tick();
    forget();
    setMade(view);
  };
  const send = () => {
    if (!draft.beneficiary || !areaCode) return;
    const words = {
      title: draft.title.trim(),
      detail: draft.detail.trim(),
      what: draft.what,
      beneficiary: draft.beneficiary,
      valueYuan: Number(draft.value),
      address: draft.address.trim(),
    };
    if (wish) {
      act.mutate({ action: 'revise', body: words }, { onSuccess: done });
      return;
    }
    const contact = onBehalf
      ? { contactName: draft.contactName.trim(), ...(draft.contactPhone ? { contactPhone: draft.contactPhone } : {}) }
      : {};
    make.mutate({ id: draft.id, kind: draft.kind, areaCode, ...words, ...contact }, { onSuccess: done });
  };
  const title = wish ? '修改心愿' : onBehalf ? '代提心愿' : '许个心愿';
  if (made) return <Made wish={made} title={title} />;
  const known = ['title', 'detail', 'valueYuan', 'areaCode', 'contactPhone', 'address'].some((field) => fieldError(error, field));
  return (
    <Screen
      title={title}
      footer={
        <Button pending={pending} disabled={missing !== null || valueFault !== null} onPress={send}>
          {missing ? `还差：${missing}` : '提交给社区'}
        </Button>
      }
    >
      {!wish && <Tabs tabs={KINDS} value={draft.kind} onChange={(kind) => change({ kind })} />}
      <Card>
        <Field
          label="心愿"
          hint={draft.kind === 'micro' ? '一样小东西，或一件小事，一句话说清楚' : '大家的事，例如修凉亭、装扶手，由单位来认领'}
          error={fieldError(error, 'title')}
        >
          <Input
            label="心愿"
            value={draft.title}
            placeholder={draft.kind === 'micro' ? '例如：想要一副老花镜' : '例如：把漏雨的凉亭修好'}
            maxLength={WISH_TITLE_MAX}
            onChange={(text) => change({ title: text })}
          />
        </Field>
        <Field label="说说情况" optional hint="社区看得到，公开时由社区改写，不会露出是谁" error={fieldError(error, 'detail')}>
          <Textarea
            label="说说情况"
            value={draft.detail}
            maxLength={WISH_DETAIL_MAX}
            rows={2}
            onChange={(text) => change({ detail: text })}
          />
        </Field>
        {warning.length > 0 && (
          <Note>{`写到了“${warning.join('”“')}”。心愿不能是钱，请写需要的东西或要做的事；提交后社区会再看一遍。`}</Note>
        )}
        <Field label="是什么">
          <Chips label="是什么" chips={WHATS} value={draft.what} onPress={(what) => change({ what })} />
        </Field>
        <Field label="为谁">
          <Chips label="为谁" chips={WHO} value={draft.beneficiary} onPress={(beneficiary) => change({ beneficiary })} />
        </Field>
        <Field
          label="大概要花多少钱（元）"
          hint={draft.kind === 'micro' ? `不超过 ${settings?.microMaxYuan ?? most} 元；不花钱填 0` : '大概的数就行'}
          error={valueFault ?? fieldError(error, 'valueYuan')}
        >
          <Input
            label="大概要花多少钱"
            kind="digits"
            value={draft.value}
            maxLength={7}
            onChange={(text) => change({ value: text.replace(/\D/g, '') })}
          />
        </Field>
      </Card>
      <Card>
        {!wish && (
          <Field label={onBehalf ? '哪里的' : '您的社区'} error={fieldError(error, 'areaCode')}>
            <AreaField
              label="社区"
              value={areaCode}
              levels={onBehalf ? ['street', 'community', 'grid'] : ['community']}
              within={within}
              placeholder="选社区"
              onChange={(code) => change({ areaCode: code })}
            />
          </Field>
        )}
        <Field label="送到哪里" optional hint="只有社区和认领人看得到" error={fieldError(error, 'address')}>
          <Input label="送到哪里" value={draft.address} maxLength={WISH_ADDRESS_MAX} onChange={(text) => change({ address: text })} />
        </Field>
        {onBehalf && (
          <View className={s.pairFields}>
            <View className={s.half}>
              <Field label="心愿人姓名" optional>
                <Input label="心愿人姓名" value={draft.contactName} maxLength={20} onChange={(text) => change({ contactName: text })} />
              </Field>
            </View>
            <View className={s.half}>
              <Field label="心愿人电话" optional error={fieldError(error, 'contactPhone')}>
                <Input
                  label="心愿人电话"
                  kind="phone"
                  value={draft.contactPhone}
                  maxLength={11}
                  onChange={(text) => change({ contactPhone: text })}
                />
              </Field>
            </View>
          </View>
        )}
        <Text className={s.quiet}>姓名、电话、住址不会公开。儿童和患者的心愿，也不会写学校和病情。</Text>
      </Card>
      {error && !known && <FieldError>{error.message}</FieldError>}
    </Screen>
  );
}

function Made({ wish, title }: { wish: WishView; title: string }) {
  return (
    <Screen title={title}>
      <Empty title="社区已收到" text={`编号 ${wish.wishNo}。工作人员核实后上榜，有人认领会告诉您。`} drawing="sent">
        <Button onPress={() => swap(PATHS.detail, { id: wish.id })}>看看进展</Button>
        <Button kind="secondary" onPress={() => swap(PATHS.board)}>
          回到心愿榜
        </Button>
      </Empty>
    </Screen>
  );
}
