import { useState } from 'react';
import {
  PARTNER_ITEM_DAYS_MAX,
  PARTNER_ITEM_DETAIL_MAX,
  PARTNER_ITEM_KIND_LABELS,
  PARTNER_ITEM_TITLE_MAX,
  type PartnerItemKind,
} from '@linli/shared/wishes';
import type { PartnerItemView } from '@linli/shared/wishes.dto';
import { useMe } from '@/api/me';
import { useAddPartnerItem, usePartnerItemAct, usePartnerSpeakers } from '@/api/partner-items';
import { fieldError } from '@/api/problem';
import { AreaField } from '@/components/area-field';
import { Button } from '@/components/button';
import { Options } from '@/components/choice';
import { DayField } from '@/components/day-field';
import { Field, FieldError, Input, Textarea } from '@/components/field';
import { Sheet } from '@/components/sheet';
import { newId } from '@/lib/ids';
import { tick } from '@/lib/haptics';
import { say } from '@/lib/say';
import { serverNow } from '@/lib/server-clock';
import { dayOf } from '@/lib/times';

const DAY_MS = 86_400_000;
const USUAL_DAYS = 90;
const EXAMPLES: Record<PartnerItemKind, string> = {
  need: '例如：周末借用会议室 20 座',
  resource: '例如：每月一次用电安全检查',
  project: '例如：老年食堂志愿帮厨',
};

interface Props {
  /** to change; null: a new one */
  item: PartnerItemView | null;
  kind: PartnerItemKind;
  onClose: () => void;
}

/** Writing an entry, or changing it. */
export function PartnerSheet({ item, kind, onClose }: Props) {
  const [id] = useState(newId);
  const me = useMe().data;
  const speakers = usePartnerSpeakers().data;
  const today = dayOf(serverNow());
  const options = [
    ...(speakers?.units.map(({ unitId, text }) => ({ value: unitId, label: text })) ?? []),
    ...(speakers?.desk ? [{ value: 'desk', label: '社区（街道）' }] : []),
  ];
  const [picked, setPicked] = useState<string | null>(null);
  const who = picked ?? options[0]?.value ?? null;
  const held = me?.roles.find((r) => (who === 'desk' ? r.role === 'dispatcher' : r.unitId === who));
  const [chosen, setChosen] = useState<string | null>(null);
  const areaCode = chosen ?? (held && held.areaCode.length >= 9 ? held.areaCode.slice(0, 12) : null);
  const [title, setTitle] = useState(item?.title ?? '');
  const [detail, setDetail] = useState(item?.detail ?? '');
  const [validUntil, setUntil] = useState(item?.validUntil ?? dayOf(serverNow() + USUAL_DAYS * DAY_MS));
  const add = useAddPartnerItem();
  const act = usePartnerItemAct(item?.id ?? '');
  const error = item ? act.error : add.error;
  const words = { title: title.trim(), detail: detail.trim(), validUntil };
  const done = () => {
    tick();
    say(item ? '已修改' : '已发布', 'done');
    onClose();
  };
  const send = () => {
    if (item) act.mutate({ action: 'revise', body: words }, { onSuccess: done });
    else if (areaCode) add.mutate({ id, kind, areaCode, ...words, ...(who && who !== 'desk' ? { unitId: who } : {}) }, { onSuccess: done });
  };
  const known = ['title', 'detail', 'validUntil', 'areaCode'].some((field) => fieldError(error, field));
  return (
    <Sheet
      open
      title={item ? '修改' : `发布到${PARTNER_ITEM_KIND_LABELS[kind]}`}
      onClose={onClose}
      footer={
        <Button
          pending={add.isPending || act.isPending}
          disabled={title.trim().length < 2 || (!item && (!areaCode || !who))}
          onPress={send}
        >
          {item ? '保存' : '发布'}
        </Button>
      }
    >
      {!item && options.length > 1 && (
        <Field label="以谁的名义">
          <Options options={options} value={who} onChange={setPicked} />
        </Field>
      )}
      <Field label="标题" error={fieldError(error, 'title')}>
        <Input label="标题" value={title} placeholder={EXAMPLES[kind]} maxLength={PARTNER_ITEM_TITLE_MAX} onChange={setTitle} />
      </Field>
      <Field label="说明" optional hint="时间、数量、怎样配合" error={fieldError(error, 'detail')}>
        <Textarea label="说明" value={detail} maxLength={PARTNER_ITEM_DETAIL_MAX} rows={3} onChange={setDetail} />
      </Field>
      {!item && (
        <Field label="面向哪里" error={fieldError(error, 'areaCode')}>
          <AreaField label="面向哪里" value={areaCode} levels={['street', 'community']} onChange={setChosen} />
        </Field>
      )}
      <Field label="有效到" error={fieldError(error, 'validUntil')}>
        <DayField
          label="有效到"
          value={validUntil}
          from={today}
          to={dayOf(serverNow() + PARTNER_ITEM_DAYS_MAX * DAY_MS)}
          onChange={setUntil}
        />
      </Field>
      {error && !known && <FieldError>{error.message}</FieldError>}
    </Sheet>
  );
}
