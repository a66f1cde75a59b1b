import { useRouter } from '@tarojs/taro';
import { useSheet } from '@/api/rewards-sheets';
import { Faces, NotForYou } from '@/components/faces';
import { Screen } from '@/components/screen';
import { SheetBody } from '@/components/settlement';

/** One month's sheet of the own shop. */
export default function MerchantSheet() {
  const { id = '' } = useRouter().params;
  const sheet = useSheet(id);
  return (
    <Screen title="结算单">
      <Faces of={sheet} hidden={<NotForYou what="这张结算单" />}>
        {(view) => <SheetBody sheet={view} />}
      </Faces>
    </Screen>
  );
}
