import { useState } from 'react';
import { ADJUSTMENT_NOTE_MAX, ADJUSTMENT_NOTE_MIN } from '@linli/shared/timebank-books';
import type { DeskTransferView } from '@linli/shared/timebank-books.dto';
import { fieldError } from '@/api/problem';
import { useDeskTransfers, useRequestAdjustment } from '@/api/timebank-books';
import { Button } from '@/components/button';
import { Card, Row } from '@/components/card';
import { Empty } from '@/components/faces';
import { Field, FieldError, Input, Textarea } from '@/components/field';
import { List } from '@/components/list';
import { Sheet } from '@/components/sheet';
import { tick } from '@/lib/haptics';
import { newId } from '@/lib/ids';
import { say } from '@/lib/say';
import { serverNow } from '@/lib/server-clock';
import { msOf, sayDay } from '@/lib/times';

/** First whose points, then which row, then why. */
export function ReversalSheet({ onClose }: { onClose: () => void }) {
  const [phone, setPhone] = useState('');
  const [asked, setAsked] = useState<string | null>(null);
  const [row, setRow] = useState<DeskTransferView | null>(null);
  if (row) return <ReasonSheet row={row} onBack={() => setRow(null)} onClose={onClose} />;
  return (
    <Sheet
      open
      title="申请收回"
      onClose={onClose}
      footer={
        <Button icon="search" disabled={phone.length !== 11} onPress={() => setAsked(phone)}>
          查积分明细（会留下记录）
        </Button>
      }
    >
      <Field label="谁的积分" hint="对方注册时用的手机号">
        <Input label="手机号" kind="digits" value={phone} maxLength={11} onChange={(text) => setPhone(text.replace(/\D/g, ''))} />
      </Field>
      {asked !== null && <Rows key={asked} phone={asked} onPick={setRow} />}
    </Sheet>
  );
}

function Rows({ phone, onPick }: { phone: string; onPick: (row: DeskTransferView) => void }) {
  const list = useDeskTransfers(phone);
  return (
    <List of={list} keyOf={(one) => one.id} empty={<Empty title="没有积分变动" text="这里只看得到您负责的社区发出的积分。" />}>
      {(one) => (
        <Card flush>
          <Row
            title={`${one.incoming ? '+' : '−'}${one.points} · ${one.reasonText}`}
            note={`${sayDay(msOf(one.at), serverNow())} · ${one.obstacle ?? one.areaText}`}
            onPress={one.obstacle === null ? () => onPick(one) : undefined}
          />
        </Card>
      )}
    </List>
  );
}

function ReasonSheet({ row, onBack, onClose }: { row: DeskTransferView; onBack: () => void; onClose: () => void }) {
  const [id] = useState(newId);
  const [note, setNote] = useState('');
  const request = useRequestAdjustment();
  const { error } = request;
  const send = () =>
    request.mutate(
      { id, kind: 'reversal', transferId: row.id, note: note.trim() },
      {
        onSuccess: () => {
          tick();
          say('已提交，等另一位工作人员复核', 'done');
          onClose();
        },
      },
    );
  return (
    <Sheet
      open
      title={`收回 ${row.points} 分`}
      onClose={onBack}
      footer={
        <Button pending={request.isPending} disabled={note.trim().length < ADJUSTMENT_NOTE_MIN} onPress={send}>
          提交复核
        </Button>
      }
    >
      <Card flush>
        <Row
          title={row.reasonText}
          note={`${sayDay(msOf(row.at), serverNow())} · ${row.areaText}`}
          value={`${row.incoming ? '+' : '−'}${row.points}`}
        />
      </Card>
      <Field label="原因" hint="本人会在积分明细里看到；已经用掉的部分会记为欠分" error={fieldError(error, 'note')}>
        <Textarea label="原因" value={note} onChange={setNote} maxLength={ADJUSTMENT_NOTE_MAX} rows={3} />
      </Field>
      {error && !fieldError(error, 'note') && <FieldError>{error.message}</FieldError>}
    </Sheet>
  );
}
