import { useState } from 'react';
import { PAPER_LABELS, PAPER_TAIL } from '@linli/shared/timebank-certificates';
import type { CertificateView } from '@linli/shared/timebank-certificates.dto';
import { useCertificateAct } from '@/api/honours';
import { fieldError } from '@/api/problem';
import { Button } from '@/components/button';
import { Second } from '@/components/card';
import { ToggleRow } from '@/components/choice';
import { Field, FieldError, Input, Textarea } from '@/components/field';
import { Sheet } from '@/components/sheet';
import { say } from '@/lib/say';

interface Props {
  of: CertificateView;
  onClose: () => void;
}

/** The card is in the hand: its end is typed from it, and the name compared. */
export function CheckSheet({ of: one, onClose }: Props) {
  const [tail, setTail] = useState('');
  const [documentSeen, setSeen] = useState(false);
  const acting = useCertificateAct(one.id);
  const send = () =>
    acting.mutate(
      { action: 'check', body: { tail, documentSeen } },
      {
        onSuccess: () => {
          say('证件已核对', 'done');
          onClose();
        },
      },
    );
  return (
    <Sheet
      open
      title="核对证件"
      onClose={onClose}
      footer={
        <Button pending={acting.isPending} disabled={tail.length !== PAPER_TAIL || !documentSeen} onPress={send}>
          核对无误
        </Button>
      }
    >
      <Second>{`姓名 ${one.name}，${one.paper ? `${PAPER_LABELS[one.paper.kind]} ${one.paper.masked}` : ''}`}</Second>
      <Field label={`证件号码最后 ${PAPER_TAIL} 位`} hint="照着证件原件输入" error={acting.error?.message ?? null}>
        <Input label="证件号码末位" value={tail} maxLength={PAPER_TAIL} onChange={(text) => setTail(text.trim().toUpperCase())} />
      </Field>
      <ToggleRow title="已核对证件" note="本人持原件，姓名、号码与申请一致" on={documentSeen} onChange={setSeen} />
    </Sheet>
  );
}

export function IssueSheet({ of: one, onClose }: Props) {
  const [head, setHead] = useState(one.suggested?.head ?? '');
  const [contact, setContact] = useState(one.suggested?.contact ?? '');
  const [remark, setRemark] = useState('');
  const acting = useCertificateAct(one.id);
  const elsewhere = acting.error && !fieldError(acting.error, 'head') && !fieldError(acting.error, 'contact');
  const send = () =>
    acting.mutate(
      { action: 'issue', body: { head, contact, ...(remark.trim() ? { remark: remark.trim() } : {}) } },
      {
        onSuccess: () => {
          say('证明已开具，已告知申请人', 'done');
          onClose();
        },
      },
    );
  return (
    <Sheet
      open
      title="开具证明"
      onClose={onClose}
      footer={
        <Button pending={acting.isPending} disabled={!head.trim() || !contact.trim()} onPress={send}>
          开具
        </Button>
      }
    >
      <Second>经办人是您。开具后编号、时长和明细就定下来，有误只能作废重开。</Second>
      <Field label="负责人" error={fieldError(acting.error, 'head')}>
        <Input label="负责人" value={head} maxLength={20} onChange={setHead} />
      </Field>
      <Field label="联系方式" error={fieldError(acting.error, 'contact')}>
        <Input label="联系方式" value={contact} maxLength={40} placeholder="社区电话" onChange={setContact} />
      </Field>
      <Field label="备注" optional>
        <Input label="备注" value={remark} maxLength={100} onChange={setRemark} />
      </Field>
      {elsewhere && <FieldError>{acting.error.message}</FieldError>}
    </Sheet>
  );
}

/** Refusing and voiding both say why; the owner reads it. */
export function ReasonSheet({ of: one, action, onClose }: Props & { action: 'refuse' | 'void' }) {
  const [reason, setReason] = useState('');
  const acting = useCertificateAct(one.id);
  const voiding = action === 'void';
  const send = () =>
    acting.mutate(
      { action, body: { reason: reason.trim() } },
      {
        onSuccess: () => {
          say(voiding ? '已作废' : '已告知申请人', 'done');
          onClose();
        },
      },
    );
  return (
    <Sheet
      open
      title={voiding ? '作废这份证明' : '不予开具'}
      onClose={onClose}
      footer={
        <Button kind={voiding ? 'danger' : 'primary'} pending={acting.isPending} disabled={reason.trim().length < 2} onPress={send}>
          {voiding ? '作废' : '不予开具'}
        </Button>
      }
    >
      {voiding && <Second>作废后查验页立即显示“已作废”，不能恢复；需要时请重新开具。</Second>}
      <Field label="原因" hint="申请人会看到" error={acting.error?.message ?? null}>
        <Textarea label="原因" value={reason} maxLength={100} onChange={setReason} />
      </Field>
    </Sheet>
  );
}
