import { useState } from 'react';
import { View } from '@tarojs/components';
import {
  BENEFICIARIES,
  BENEFICIARY_LABELS,
  GUARDED_BENEFICIARIES,
  PUBLIC_TEXT_MAX,
  PUBLIC_TEXT_MIN,
  publicTextFault,
  WISH_TITLE_MAX,
  WISH_TITLE_MIN,
  type WishAction,
} from '@linli/shared/wishes';
import { fieldError } from '@/api/problem';
import { useWishSettings } from '@/api/wishes';
import { Button } from '@/components/button';
import { Select } from '@/components/choice';
import { Field, FieldError, Input, Textarea } from '@/components/field';
import { Sheet } from '@/components/sheet';
import type { FormProps } from './form-props';
import { HotWords } from './hot-words';
import { Note } from './note';
import { ACTION_WORDS } from '../words';

const WHO = BENEFICIARIES.map((value) => ({ value, label: BENEFICIARY_LABELS[value] }));

/** The reviewer's form: the first wording above, the words for everybody below. What gives somebody away is said before it is sent. */
export function ReviewSheet({ wish, action, pending, error, send, onClose }: FormProps & { action: WishAction }) {
  const first = action === 'amend' || wish.publicText !== null;
  const [publicTitle, setTitle] = useState(first ? wish.title : (wish.original?.title ?? wish.title));
  const [publicText, setText] = useState(wish.publicText ?? '');
  const [beneficiary, setBeneficiary] = useState(wish.beneficiary);
  const [value, setValue] = useState(String(wish.valueYuan));
  const telltaleWords = useWishSettings(wish.areaCode).data?.telltaleWords ?? [];
  const fault = (text: string) => publicTextFault(text, { beneficiary, telltaleWords, names: [] });
  const bad = { title: fault(publicTitle), text: fault(publicText) };
  const short = publicTitle.trim().length < WISH_TITLE_MIN || publicText.trim().length < PUBLIC_TEXT_MIN;
  const guarded = GUARDED_BENEFICIARIES.includes(beneficiary);
  const said = ['publicTitle', 'publicText', 'valueYuan'].some((field) => fieldError(error, field));
  return (
    <Sheet
      open
      title={ACTION_WORDS[action].label}
      onClose={onClose}
      footer={
        <Button
          pending={pending}
          disabled={short || bad.title !== null || bad.text !== null}
          onPress={() =>
            send(() => ({ publicTitle: publicTitle.trim(), publicText: publicText.trim(), beneficiary, valueYuan: Number(value) || 0 }))
          }
        >
          {action === 'amend' ? '保存' : '通过并上榜'}
        </Button>
      }
    >
      {wish.original && (
        <View>
          {wish.original.warningWords.length > 0 && <Note>{`原话里有“${wish.original.warningWords.join('”“')}”，请看清楚再决定`}</Note>}
          <HotWords text={[wish.original.title, wish.original.detail].filter(Boolean).join('\n')} words={wish.original.warningWords} />
        </View>
      )}
      <Field label="为谁" hint={guarded ? '儿童和患者：不写学校、病情和住处' : undefined}>
        <Select label="为谁" options={WHO} value={beneficiary} onChange={setBeneficiary} />
      </Field>
      <Field label="公开标题" error={bad.title ?? fieldError(error, 'publicTitle')}>
        <Input label="公开标题" value={publicTitle} onChange={setTitle} maxLength={WISH_TITLE_MAX} />
      </Field>
      <Field label="公开文字" hint="大家都会看到：不写姓名、电话、住址" error={(publicText && bad.text) || fieldError(error, 'publicText')}>
        <Textarea label="公开文字" value={publicText} onChange={setText} maxLength={PUBLIC_TEXT_MAX} rows={4} counted />
      </Field>
      <Field label="估价（元）" error={fieldError(error, 'valueYuan')}>
        <Input label="估价" kind="digits" value={value} onChange={setValue} maxLength={7} />
      </Field>
      {error && !said && <FieldError>{error.message}</FieldError>}
    </Sheet>
  );
}
