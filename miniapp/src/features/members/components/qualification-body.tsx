import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import type { QualificationView } from '@linli/shared/members.dto';
import { useQualificationAct, type QualificationAct } from '@/api/members';
import { ActionBar, type ActionWords } from '@/components/action-bar';
import { Button } from '@/components/button';
import { Card, Second } from '@/components/card';
import { ToggleRow } from '@/components/choice';
import { DayField } from '@/components/day-field';
import { Field, FieldError } from '@/components/field';
import { PhotoGrid } from '@/components/photo-grid';
import { Sheet } from '@/components/sheet';
import { say } from '@/lib/say';
import { Facts } from '@/components/facts';
import { ReasonSheet } from './reason-sheet';
import { QualificationTag } from './tags';
import s from '../members.module.scss';

type DeskAct = Exclude<QualificationAct, 'withdraw'>;
const ACTS: Record<DeskAct, ActionWords & { done: string; phrases: readonly string[] }> = {
  verify: { label: '通过', icon: 'badge-check', done: '已通过', phrases: [] },
  reject: { label: '不通过', icon: 'circle-x', danger: true, done: '已告知本人', phrases: ['照片看不清', '证书已过期', '姓名不一致'] },
  revoke: { label: '撤销', icon: 'circle-x', danger: true, done: '已撤销', phrases: ['证书已失效', '登记有误'] },
};
const known = (action: string): action is DeskAct => action in ACTS;

/** The certificate with its photos, as large as they are; each look is recorded. */
export function QualificationBody({ qualification: q }: { qualification: QualificationView }) {
  return (
    <View>
      <Card>
        <View className={s.head}>
          <Text className={s.name}>{q.label}</Text>
          <QualificationTag of={q} />
        </View>
        <Facts
          facts={[
            ['姓名', q.personName],
            ['社区', q.communityName],
            ['编号', q.number ?? '没有填'],
            ['有效期', q.expiresOn ? `到 ${q.expiresOn}` : '长期有效'],
            ['提交', q.submittedAt.slice(0, 10)],
            ['审核', q.reviewedAt?.slice(0, 10)],
            ['原因', q.reason],
          ]}
        />
      </Card>
      <Card title="证书照片">
        <Second>点开看大图，核对姓名、编号和有效期。查看会留下记录。</Second>
        <View className={s.part}>
          {q.photos.length > 0 ? <PhotoGrid photos={q.photos} label="证书照片" /> : <Second>没有照片，请让本人重新上传。</Second>}
        </View>
      </Card>
    </View>
  );
}

export function QualificationActs({ qualification: q }: { qualification: QualificationView }) {
  const [open, setOpen] = useState<DeskAct | null>(null);
  const acting = useQualificationAct();
  const perform = (action: DeskAct, body: object) =>
    acting.mutate(
      { id: q.id, action, body },
      {
        onSuccess: () => {
          setOpen(null);
          say(ACTS[action].done, 'done');
        },
      },
    );
  const start = (action: DeskAct) => {
    acting.reset();
    setOpen(action);
  };
  const common = { pending: acting.isPending, error: acting.error, onClose: () => setOpen(null) };
  return (
    <View>
      <ActionBar actions={q.actions.filter(known)} words={(a) => ACTS[a]} likely={['verify']} onAction={start} />
      {open === 'verify' && <VerifySheet qualification={q} onSend={(body) => perform('verify', body)} {...common} />}
      {open && open !== 'verify' && (
        <ReasonSheet
          title={ACTS[open].label}
          hint="本人会看到"
          phrases={ACTS[open].phrases}
          danger
          onSend={(reason) => perform(open, { reason })}
          {...common}
        />
      )}
    </View>
  );
}

interface VerifyProps {
  qualification: QualificationView;
  pending: boolean;
  error: Error | null;
  onClose: () => void;
  onSend: (body: { expiresOn?: string }) => void;
}

/** The last day is read from the document once more: it decides until when it counts. */
function VerifySheet({ qualification: q, pending, error, onClose, onSend }: VerifyProps) {
  const [lasting, setLasting] = useState(q.expiresOn === null);
  const [expiresOn, setExpiresOn] = useState(q.expiresOn);
  return (
    <Sheet
      open
      title={`${q.label}：通过`}
      onClose={onClose}
      footer={
        <Button
          disabled={!lasting && !expiresOn}
          pending={pending}
          onPress={() => onSend(lasting || expiresOn === q.expiresOn ? {} : { expiresOn: expiresOn ?? undefined })}
        >
          通过
        </Button>
      }
    >
      {q.expiresOn === null && <ToggleRow title="证书上没有截止日期" on={lasting} onChange={setLasting} />}
      {!lasting && (
        <Field label="有效期到" hint="照证书上的日期，过了这天自动失效">
          <DayField label="有效期到" value={expiresOn} onChange={setExpiresOn} />
        </Field>
      )}
      {error && <FieldError>{error.message}</FieldError>}
    </Sheet>
  );
}
