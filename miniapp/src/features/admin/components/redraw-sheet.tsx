import { useState } from 'react';
import { AREA_NAME_MAX } from '@linli/shared/areas';
import type { AreaView } from '@linli/shared/areas.dto';
import { useRedrawArea } from '@/api/areas-admin';
import { Button } from '@/components/button';
import { Second } from '@/components/card';
import { Field, FieldError, Input } from '@/components/field';
import { Sheet } from '@/components/sheet';
import { say } from '@/lib/say';

interface Props {
  area: AreaView;
  onClose: () => void;
  onDone: (code: string) => void;
}

/** A grid whose border changes is a new grid: new code, the shape taken over until a new one is imported. */
export function RedrawSheet({ area, onClose, onDone }: Props) {
  const [tail, setTail] = useState('');
  const [name, setName] = useState(area.name);
  const [tried, setTried] = useState(false);
  const redraw = useRedrawArea();
  const prefix = area.parentCode ?? '';
  const digits = area.code.length - prefix.length;
  const badTail = new RegExp(`^\\d{${digits}}$`).test(tail) ? null : `请填 ${digits} 位数字`;
  const badName = name.trim() ? null : '请填名称';
  const send = () => {
    setTried(true);
    if (badTail || badName) return;
    redraw.mutate(
      { code: area.code, newCode: prefix + tail, name: name.trim() },
      {
        onSuccess: (a) => {
          say(`已换成${a.name}`, 'done');
          onDone(a.code);
        },
      },
    );
  };
  return (
    <Sheet
      open
      title={`重新划分${area.name}`}
      onClose={onClose}
      footer={
        <Button pending={redraw.isPending} onPress={send}>
          换成新代码
        </Button>
      }
    >
      <Second>{`代码 ${area.code} 停用，旧事项照旧归它；新事项归新代码。图形先沿用，之后可以导入新的。`}</Second>
      <Field label="新代码" error={tried ? badTail : null} hint={`${prefix} 后面的 ${digits} 位，用过的不能再用`}>
        <Input kind="digits" label="新代码" value={tail} maxLength={digits} onChange={setTail} />
      </Field>
      <Field label="名称" error={tried ? badName : null}>
        <Input label="名称" value={name} maxLength={AREA_NAME_MAX} onChange={setName} />
      </Field>
      {redraw.error && <FieldError>{redraw.error.message}</FieldError>}
    </Sheet>
  );
}
