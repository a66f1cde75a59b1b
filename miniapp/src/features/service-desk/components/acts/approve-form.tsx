import { useState } from 'react';
import { View } from '@tarojs/components';
import { ToggleRow } from '@/components/choice';
import { FormShell } from '@/components/report/actions/form-shell';
import { Risks } from '../risks-card';
import type { FormProps } from './types';

/** Truth and risks are looked at by a person before anybody is sent (志愿服务条例). */
export function ApproveForm({ order, send, pending, error }: FormProps) {
  const [looked, setLooked] = useState(false);
  return (
    <FormShell label="审核通过" missing={looked ? null : '核对后打开开关'} pending={pending} error={error} onSend={() => send({})}>
      <View>
        <Risks order={order} />
        <ToggleRow title="情况属实，风险可控" note="已核对点单人、时间地点和上面的提示" on={looked} onChange={setLooked} />
      </View>
    </FormShell>
  );
}
