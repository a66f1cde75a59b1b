import { useState } from 'react';
import { View } from '@tarojs/components';
import type { UnitView } from '@linli/shared/units.dto';
import { useContactedUnits } from '@/api/units';
import { Chips } from '@/components/chips';
import { Empty, Faces } from '@/components/faces';
import { Screen } from '@/components/screen';
import { Tabs } from '@/components/tabs';
import { useAddress } from '@/lib/address';
import { UnitContacts } from '../../components/unit-contacts';
import { UnitFigures } from '../../components/unit-figures';
import { UnitPeople } from '../../components/unit-people';
import s from '../../members.module.scss';

/** A contact's own unit: what its people did, who they are, and who else speaks for it. */
export default function Unit() {
  const units = useContactedUnits();
  return (
    <Screen title="单位联络" wide>
      <Faces
        of={units}
        isEmpty={(d) => !d.length}
        empty={<Empty title="您还不是哪个单位的联络员" text="由街道或社区登记您的手机号后，这里会出现您的单位。" />}
      >
        {(list) => <Contacted units={list} />}
      </Faces>
    </Screen>
  );
}

type Tab = 'figures' | 'people' | 'contacts';

function Contacted({ units }: { units: readonly UnitView[] }) {
  const [words, change] = useAddress(['id', 'tab']);
  const unit = units.find((u) => u.id === words.id) ?? units[0];
  const [tab, setTab] = useState<Tab>(words.tab === 'people' ? 'people' : 'figures');
  if (!unit) return null;
  const tabs = [
    { value: 'figures' as const, label: '服务小结' },
    { value: 'people' as const, label: '成员', count: unit.applying ?? undefined },
    { value: 'contacts' as const, label: '联络员' },
  ];
  return (
    <View>
      {units.length > 1 && (
        <View className={s.chips}>
          <Chips label="单位" chips={units.map((u) => ({ value: u.id, label: u.name }))} value={unit.id} onPress={(id) => change({ id })} />
        </View>
      )}
      <Tabs<Tab> tabs={tabs} value={tab} onChange={setTab} />
      {tab === 'figures' && <UnitFigures unit={unit} />}
      {tab === 'people' && <UnitPeople unit={unit} />}
      {tab === 'contacts' && <UnitContacts unit={unit} />}
    </View>
  );
}
