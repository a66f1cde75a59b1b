import { useState } from 'react';
import { BINDING_CODE_PATTERN, HELPER_RELATIONS, HELPER_RELATION_LABELS, type HelperRelation } from '@linli/shared/elders';
import { useBind } from '@/api/elders';
import { fieldError } from '@/api/problem';
import { Button } from '@/components/button';
import { Chips } from '@/components/chips';
import { Field, FieldError, Input } from '@/components/field';
import { Sheet } from '@/components/sheet';
import { tick } from '@/lib/haptics';
import { say } from '@/lib/say';

// how the desk binds its own people is the desk's affair
const RELATIONS = HELPER_RELATIONS.filter((r) => r !== 'community_worker').map((r) => ({ value: r, label: HELPER_RELATION_LABELS[r] }));

/** The eight digits from the elder's phone, and who one is to them. */
export function BindSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [code, setCode] = useState('');
  const [relation, setRelation] = useState<HelperRelation | null>(null);
  const bind = useBind();
  const ready = BINDING_CODE_PATTERN.test(code) && relation !== null;
  const send = () => {
    if (!relation) return;
    bind.mutate(
      { code, relation },
      {
        onSuccess: (elder) => {
          tick();
          say(`绑定好了，可以替${elder.name}点单了`, 'done');
          setCode('');
          onClose();
        },
      },
    );
  };
  return (
    <Sheet
      open={open}
      title="绑定家人"
      onClose={onClose}
      footer={
        <Button disabled={!ready} pending={bind.isPending} onPress={send}>
          绑定
        </Button>
      }
    >
      <Field label="家人手机上的八位数字" hint="十分钟内有效，只能用一次" error={fieldError(bind.error, 'code')}>
        <Input
          label="绑定码"
          kind="code"
          value={code}
          maxLength={8}
          placeholder="八位数字"
          onChange={(v) => setCode(v.replace(/\D/g, ''))}
        />
      </Field>
      <Field label="我是他的">
        <Chips label="我是他的" chips={RELATIONS} value={relation} onPress={setRelation} />
      </Field>
      {bind.error && !fieldError(bind.error, 'code') && <FieldError>{bind.error.message}</FieldError>}
    </Sheet>
  );
}
