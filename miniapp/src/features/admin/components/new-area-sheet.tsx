import { useState } from 'react';
import { AREA_CODE_DIGITS, AREA_LEVELS, AREA_NAME_MAX, AREA_SHORT_CODE_PATTERN, areaLevel } from '@linli/shared/areas';
import type { AreaView } from '@linli/shared/areas.dto';
import { useCreateArea } from '@/api/areas-admin';
import { Button } from '@/components/button';
import { Field, FieldError, Input } from '@/components/field';
import { Sheet } from '@/components/sheet';
import { say } from '@/lib/say';

interface Props {
  parent: AreaView | null;
  /** already known: the administrator's own area, still to be made */
  code?: string;
  onClose: () => void;
}

/** The new area's level is one below its parent's; the first of all is a district. */
export function NewAreaSheet({ parent, code = '', onClose }: Props) {
  const level = areaLevel(code) ?? AREA_LEVELS[parent ? AREA_LEVELS.indexOf(parent.level) + 1 : 0] ?? 'building';
  const prefix = parent?.code ?? '';
  const digits = AREA_CODE_DIGITS[level] - prefix.length;
  const [tail, setTail] = useState(code);
  const [name, setName] = useState('');
  const [shortCode, setShortCode] = useState('');
  const [tried, setTried] = useState(false);
  const create = useCreateArea();
  const badCode = new RegExp(`^\\d{${digits}}$`).test(tail) ? null : `请填 ${digits} 位数字`;
  const badName = name.trim() ? null : '请填名称';
  const badShort = level !== 'street' || AREA_SHORT_CODE_PATTERN.test(shortCode) ? null : '1 到 4 位大写字母或数字';
  const send = () => {
    setTried(true);
    if (badCode || badName || badShort) return;
    create.mutate(
      { code: prefix + tail, name: name.trim(), shortCode: shortCode || undefined },
      {
        onSuccess: (a) => {
          say(`已新建${a.name}`, 'done');
          onClose();
        },
      },
    );
  };
  return (
    <Sheet
      open
      title={parent ? `在${parent.name}下新建` : '新建区'}
      onClose={onClose}
      footer={
        <Button pending={create.isPending} onPress={send}>
          新建
        </Button>
      }
    >
      <Field
        label="代码"
        error={tried ? badCode : null}
        hint={prefix ? `${prefix} 后面的 ${digits} 位，用过的不能再用` : '统计用区划代码 6 位'}
      >
        <Input kind="digits" label="代码" value={tail} maxLength={digits} onChange={setTail} />
      </Field>
      <Field label="名称" error={tried ? badName : null}>
        <Input label="名称" value={name} maxLength={AREA_NAME_MAX} onChange={setName} />
      </Field>
      {level === 'street' && (
        <Field label="编号字母" error={tried ? badShort : null} hint="出现在事项编号里，好念好记，例如 BJ">
          <Input label="编号字母" value={shortCode} maxLength={4} onChange={(v) => setShortCode(v.toUpperCase())} />
        </Field>
      )}
      {create.error && <FieldError>{create.error.message}</FieldError>}
    </Sheet>
  );
}
