import { useState } from 'react';
import { View } from '@tarojs/components';
import { PERSON_NAME_MAX } from '@linli/shared/accounts';
import { useMe, useUpdateMe } from '@/api/me';
import { fieldError } from '@/api/problem';
import { usePersonId } from '@/api/session';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { ErrorFace, Skeleton } from '@/components/faces';
import { Field, Input } from '@/components/field';
import { PersonLine } from '@/components/person-line';
import { Sheet } from '@/components/sheet';
import { go } from '@/lib/router';
import { say } from '@/lib/say';
import s from './me.module.scss';

const weapp = process.env.TARO_ENV === 'weapp';

/** Who is signed in, and the way to become it. */
export function Profile() {
  const personId = usePersonId();
  const me = useMe();
  const update = useUpdateMe();
  const [name, setName] = useState<string | null>(null);
  if (!personId)
    return (
      <Card>
        <PersonLine name="还没有登录" role="登录后能看到办理进度" />
        <View className={s.under}>
          <Button onPress={() => go('/pages/sign-in/index')}>登录</Button>
        </View>
      </Card>
    );
  if (!me.data) return me.error ? <ErrorFace error={me.error} onRetry={() => void me.refetch()} /> : <Skeleton rows={1} />;
  const { phoneMasked, phoneVerified } = me.data;
  return (
    <Card>
      <PersonLine
        name={me.data.name || '未填写称呼'}
        role={phoneMasked ?? '未绑定手机号'}
        aside={
          <Button kind="secondary" size="small" icon="pencil" inline onPress={() => setName(me.data.name)}>
            修改
          </Button>
        }
      />
      {weapp && !phoneVerified && (
        <View className={s.under}>
          <Button kind="secondary" icon="phone" onPress={() => go('/pages/sign-in/index')}>
            绑定手机号
          </Button>
        </View>
      )}
      <Sheet
        open={name !== null}
        title="我的称呼"
        onClose={() => setName(null)}
        footer={
          <Button
            disabled={!name?.trim()}
            pending={update.isPending}
            onPress={() =>
              update.mutate(
                { name: name?.trim() },
                {
                  onSuccess: () => {
                    setName(null);
                    say('已保存', 'done');
                  },
                },
              )
            }
          >
            保存
          </Button>
        }
      >
        <Field label="称呼" hint="只有办理您事项的工作人员看得到" error={fieldError(update.error, 'name') ?? update.error?.message}>
          <Input label="称呼" value={name ?? ''} maxLength={PERSON_NAME_MAX} onChange={setName} focus />
        </Field>
      </Sheet>
    </Card>
  );
}
