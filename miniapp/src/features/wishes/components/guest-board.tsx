import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { WISH_KIND_LABELS } from '@linli/shared/wishes';
import type { PublicWishView } from '@linli/shared/wishes.dto';
import { usePublicWishes } from '@/api/wishes';
import { AreaField } from '@/components/area-field';
import { Button } from '@/components/button';
import { Empty, Faces } from '@/components/faces';
import { Screen } from '@/components/screen';
import { StateTag } from '@/components/state-tag';
import { go } from '@/lib/router';
import { readStored, writeStored } from '@/lib/storage';
import { LOOKS, sayYuan } from '../words';
import s from '../wishes.module.scss';

const KEPT = 'wishes-guest-area';

/** What everybody may read without signing in; claiming and wishing ask for it. */
export function GuestBoard() {
  const [areaCode, setAreaCode] = useState(() => readStored<string>(KEPT));
  const boards = usePublicWishes(areaCode);
  const pick = (code: string | null) => {
    setAreaCode(code);
    writeStored(KEPT, code);
  };
  return (
    <Screen
      title="微心愿"
      footer={
        <Button icon="user" onPress={() => go('/pages/sign-in/index')}>
          登录后认领或许愿
        </Button>
      }
    >
      <View className={s.where}>
        <AreaField label="哪里的榜" value={areaCode} levels={['street', 'community']} placeholder="选您的社区" onChange={pick} />
      </View>
      {areaCode === null ? (
        <Empty title="先选社区" text="每个社区每月一张微心愿榜，都经社区核实" drawing="street" />
      ) : (
        <Faces
          of={boards}
          isEmpty={(view) => view.boards.every((board) => !board.items.length)}
          empty={<Empty title="这一期榜上还没有心愿" text="换个社区看看，或者登录后许一个" drawing="street" />}
        >
          {(view) => (
            <View>
              {view.boards.map((board) =>
                board.items.length ? (
                  <View key={board.kind}>
                    <Text className={s.quiet}>{`${board.periodText}${WISH_KIND_LABELS[board.kind]}`}</Text>
                    {board.items.map((item) => (
                      <PublicCard key={item.wishNo} item={item} />
                    ))}
                  </View>
                ) : null,
              )}
            </View>
          )}
        </Faces>
      )}
    </Screen>
  );
}

function PublicCard({ item }: { item: PublicWishView }) {
  const [tone, icon] = LOOKS[item.state];
  return (
    <View className={s.card}>
      <View className={s.press}>
        <View className={s.head}>
          <Text className={s.title}>{item.title}</Text>
          <StateTag tone={tone} icon={icon} word={item.stateText} />
        </View>
        <Text className={s.said}>{item.text}</Text>
        <View className={s.facts}>
          <Text>{item.forText}</Text>
          <Text>{sayYuan(item.valueYuan)}</Text>
          {item.claimantText && <Text>{`${item.claimantText}认领`}</Text>}
        </View>
      </View>
    </View>
  );
}
