import { useState } from 'react';
import { useRouter } from '@tarojs/taro';
import { SHEET_NOTE_MAX } from '@linli/shared/rewards';
import type { SheetView } from '@linli/shared/rewards-sheets.dto';
import { fieldError } from '@/api/problem';
import { useHandleSheet, useSheet } from '@/api/rewards-sheets';
import { Button } from '@/components/button';
import { Faces, NotForYou } from '@/components/faces';
import { Field, FieldError, Textarea } from '@/components/field';
import { SheetBody } from '@/components/settlement';
import { Sheet } from '@/components/sheet';
import { say } from '@/lib/say';
import { TimebankFrame } from '../../components/frame';

/** One shop's month: looked through, printed, and marked when it was settled outside. */
export default function SheetPage() {
  const { id = '' } = useRouter().params;
  const sheet = useSheet(id);
  const [handling, setHandling] = useState(false);
  return (
    <TimebankFrame
      title="结算单"
      here="sheets"
      footer={
        sheet.data?.actions.includes('handle') && (
          <Button icon="check" onPress={() => setHandling(true)}>
            标记已处理
          </Button>
        )
      }
    >
      <Faces of={sheet} hidden={<NotForYou what="这张结算单" />}>
        {(view) => <SheetBody sheet={view} />}
      </Faces>
      {handling && sheet.data && <Handling sheet={sheet.data} onClose={() => setHandling(false)} />}
    </TimebankFrame>
  );
}

function Handling({ sheet, onClose }: { sheet: SheetView; onClose: () => void }) {
  const [note, setNote] = useState('');
  const handling = useHandleSheet(sheet.id);
  const { error } = handling;
  const send = () =>
    handling.mutate(note.trim(), {
      onSuccess: () => {
        say('已标记', 'done');
        onClose();
      },
    });
  return (
    <Sheet
      open
      title={`${sheet.shopName} ${sheet.monthLabel}`}
      onClose={onClose}
      footer={
        <Button pending={handling.isPending} disabled={note.trim().length < 2} onPress={send}>
          {`${sheet.points} 积分，已处理`}
        </Button>
      }
    >
      <Field label="怎么处理的" hint="款项在系统外结清，这里只留记录，标记后不能改" error={fieldError(error, 'note')}>
        <Textarea
          label="处理情况"
          value={note}
          onChange={setNote}
          maxLength={SHEET_NOTE_MAX}
          rows={3}
          placeholder="例如：3 月 5 日对公转账"
        />
      </Field>
      {error && !fieldError(error, 'note') && <FieldError>{error.message}</FieldError>}
    </Sheet>
  );
}
