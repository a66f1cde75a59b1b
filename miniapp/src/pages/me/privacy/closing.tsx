import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { useMutation } from '@tanstack/react-query';
import { closeAccount, useClosing } from '@/api/me';
import { Button } from '@/components/button';
import { Faces } from '@/components/faces';
import { Field, FieldError, Input } from '@/components/field';
import { Sheet } from '@/components/sheet';
import { swap } from '@/lib/router';
import { say } from '@/lib/say';
import s from '../me.module.scss';

const WORDS = '注销账号';

/** What is erased and what stays is said before; the words are typed, so that no thumb does it by chance. */
export function Closing({ open, onClose }: { open: boolean; onClose: () => void }) {
  const closing = useClosing(open);
  const [typed, setTyped] = useState('');
  const close = useMutation({
    mutationFn: closeAccount,
    onSuccess: () => {
      say('账号已注销', 'done');
      swap('/pages/home/index');
    },
    // The figure may have moved meanwhile: what is shown must be what is confirmed.
    onError: () => void closing.refetch(),
  });
  const allowed = closing.data?.obstacles.length === 0;
  return (
    <Sheet
      open={open}
      title="注销账号"
      onClose={onClose}
      footer={
        allowed && (
          <Button
            kind="danger"
            disabled={typed !== WORDS}
            pending={close.isPending}
            onPress={() => close.mutate(closing.data?.points ?? 0)}
          >
            确认注销
          </Button>
        )
      }
    >
      <Faces of={closing}>
        {({ obstacles, consequences, points }) => (
          <View>
            {obstacles.length > 0 && <Text className={s.part}>现在还不能注销</Text>}
            {(obstacles.length ? obstacles : consequences).map((line) => (
              <Text key={line} className={s.point}>
                {line}
              </Text>
            ))}
            {allowed && points > 0 && <Text className={s.part}>{`您的 ${points} 积分会转入社区公益池`}</Text>}
            {allowed && (
              <View className={s.under}>
                <Field label={`请输入“${WORDS}”`}>
                  <Input label={`请输入${WORDS}`} value={typed} onChange={setTyped} maxLength={10} />
                </Field>
              </View>
            )}
            {close.error && <FieldError>{close.error.message}</FieldError>}
          </View>
        )}
      </Faces>
    </Sheet>
  );
}
