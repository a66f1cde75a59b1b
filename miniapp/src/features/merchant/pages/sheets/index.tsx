import { useRouter } from '@tarojs/taro';
import { useOwed, useSheets } from '@/api/rewards-sheets';
import { Empty, Faces } from '@/components/faces';
import { List } from '@/components/list';
import { Screen } from '@/components/screen';
import { Owed, SheetCard } from '@/components/settlement';
import { go } from '@/lib/router';

/** What the community owes this shop, and its sheets month by month. */
export default function MerchantSheets() {
  const { shopId } = useRouter().params;
  const owed = useOwed({ shopId });
  const sheets = useSheets({ shopId });
  return (
    <Screen title="结算单">
      <Faces of={owed}>{(view) => <Owed owed={view} />}</Faces>
      <List of={sheets} keyOf={(sheet) => sheet.id} empty={<Empty title="还没有结算单" text="每月 1 日出上个月的单，有兑换的月份才有。" />}>
        {(sheet) => <SheetCard sheet={sheet} onPress={() => go('/features/merchant/pages/sheet/index', { id: sheet.id })} />}
      </List>
    </Screen>
  );
}
