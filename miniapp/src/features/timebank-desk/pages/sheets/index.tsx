import { useState } from 'react';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { SHEET_STATE_LABELS, SHEET_STATES, type SheetState } from '@linli/shared/rewards';
import { useOwed, useSheets } from '@/api/rewards-sheets';
import { Chips } from '@/components/chips';
import { Empty, Faces } from '@/components/faces';
import { List } from '@/components/list';
import { Owed, SheetCard } from '@/components/settlement';
import { go } from '@/lib/router';
import { TimebankFrame } from '../../components/frame';
import { SHOP_PATHS } from '../../shop-paths';
import s from '../../components/shops.module.scss';

const CHIPS = SHEET_STATES.map((value) => ({ value, label: SHEET_STATE_LABELS[value] }));

/** What the community owes its shops, and every sheet of it. */
export default function Sheets() {
  const { shopId } = useRouter().params;
  const [state, setState] = useState<SheetState | null>(null);
  const owed = useOwed({ shopId });
  const sheets = useSheets({ shopId, state: state ?? undefined });
  return (
    <TimebankFrame title="结算单" here="sheets">
      <Faces of={owed}>{(view) => <Owed owed={view} />}</Faces>
      <View className={s.filters}>
        <Chips line label="状态" chips={CHIPS} value={state} onPress={(one) => setState((now) => (now === one ? null : one))} />
      </View>
      <List of={sheets} keyOf={(sheet) => sheet.id} empty={<Empty title="没有结算单" text="每月 1 日凌晨为上个月有兑换的商家出单。" />}>
        {(sheet) => <SheetCard sheet={sheet} shopFirst={!shopId} onPress={() => go(SHOP_PATHS.sheet, { id: sheet.id })} />}
      </List>
    </TimebankFrame>
  );
}
