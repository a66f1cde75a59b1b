import { useState } from 'react';
import { View } from '@tarojs/components';
import { GRANTABLE_ROLES, ROLE_LABELS, type GrantableRole } from '@linli/shared/accounts';
import type { GrantView } from '@linli/shared/accounts.dto';
import { useMe } from '@/api/me';
import { useStaff } from '@/api/staff';
import { AreaField } from '@/components/area-field';
import { Button } from '@/components/button';
import { Chips } from '@/components/chips';
import { Empty } from '@/components/faces';
import { List } from '@/components/list';
import { SearchField } from '@/components/search-field';
import { Tool, Tools } from '@/components/tools';
import { useAddress } from '@/lib/address';
import { widestArea } from '@/lib/roles';
import { go } from '@/lib/router';
import { useSlowly } from '@/lib/slowly';
import { AdminFrame } from '../../components/frame';
import { EndGrantSheet } from '../../components/end-grant-sheet';
import { GrantSheet, type GrantDraft } from '../../components/grant-sheet';
import { StaffCard } from '../../components/staff-card';
import s from '../../admin.module.scss';

const ROLE_CHIPS = GRANTABLE_ROLES.map((value) => ({ value, label: ROLE_LABELS[value] }));
/** The server looks for a phone from four digits on. */
const askable = (q: string) => (/^\d{1,3}$/.test(q) ? '' : q);

export default function People() {
  const [words, change] = useAddress(['q', 'role', 'area']);
  const me = useMe();
  const [granting, setGranting] = useState<GrantDraft | null>(null);
  const [ending, setEnding] = useState<GrantView | null>(null);
  const q = askable(useSlowly((words.q ?? '').trim()));
  const role = GRANTABLE_ROLES.find((r) => r === words.role);
  const staff = useStaff({ q: q || undefined, role, areaCode: words.area });
  const within = widestArea(me.data, ['administrator']);
  return (
    <AdminFrame title="人员与角色" here="people">
      <Tools>
        <Tool wide>
          <SearchField value={words.q ?? ''} onChange={(v) => change({ q: v || null })} placeholder="姓名或手机号（至少 4 位）" />
        </Tool>
        <Tool>
          <AreaField
            label="区域"
            placeholder="全部区域"
            value={words.area ?? null}
            within={within}
            clearable
            onChange={(area) => change({ area })}
          />
        </Tool>
        <View className={s.toolButtons}>
          <Button inline icon="plus" onPress={() => setGranting({})}>
            授权
          </Button>
          <Button inline kind="secondary" icon="upload" onPress={() => go('/features/admin/pages/people-import/index')}>
            批量导入
          </Button>
        </View>
      </Tools>
      <View className={s.chips}>
        <Chips<GrantableRole>
          line
          label="角色"
          chips={ROLE_CHIPS}
          value={role ?? null}
          onPress={(r) => change({ role: r === role ? null : r })}
        />
      </View>
      <List
        of={staff}
        keyOf={(p) => p.phone}
        empty={
          <Empty title="没有找到人" text={q || role || words.area ? '换个条件试试。' : '先给第一位工作人员授权。'}>
            <Button inline onPress={() => setGranting({})}>
              授权
            </Button>
          </Empty>
        }
      >
        {(p) => <StaffCard person={p} onGrant={() => setGranting({ phone: p.phone, name: p.name })} onEnd={setEnding} />}
      </List>
      {granting && <GrantSheet draft={granting} within={within} onClose={() => setGranting(null)} />}
      {ending && <EndGrantSheet grant={ending} onClose={() => setEnding(null)} />}
    </AdminFrame>
  );
}
