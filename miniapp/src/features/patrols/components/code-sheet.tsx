import { useState } from 'react';
import { Button } from '@/components/button';
import { Field, Input } from '@/components/field';
import { Sheet } from '@/components/sheet';

interface Props {
  open: boolean;
  onClose: () => void;
  onCode: (code: string) => void;
}

/** WeChat's scanner has no field for the number: a scratched code is typed here. */
export function CodeSheet({ open, onClose, onCode }: Props) {
  const [typed, setTyped] = useState('');
  const take = () => {
    onCode(typed);
    setTyped('');
  };
  return (
    <Sheet
      open={open}
      title="输入编号"
      onClose={onClose}
      footer={
        <Button disabled={typed.trim().length !== 10} onPress={take}>
          确定
        </Button>
      }
    >
      <Field label="巡查点编号" hint="二维码下面的 10 位字母和数字，注意大小写">
        <Input value={typed} onChange={setTyped} label="巡查点编号" maxLength={10} onDone={take} />
      </Field>
    </Sheet>
  );
}
