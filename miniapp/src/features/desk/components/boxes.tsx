import { Text, View } from '@tarojs/components';
import { boxCountText } from '@linli/shared/reports';
import { useReportCounts } from '@/api/desk';
import { useMe } from '@/api/me';
import { Card, Row } from '@/components/card';
import { Empty, Faces } from '@/components/faces';
import { Icon } from '@/components/icon';
import { Screen } from '@/components/screen';
import { Tap } from '@/components/tap';
import { classes } from '@/lib/classes';
import { go } from '@/lib/router';
import { PATHS, boxIcon, boxTone, toolsOf } from '../rooms';
import s from '../desk.module.scss';

/** The desk on a phone: what waits, counted; each count opens its list. Then the tools. */
export function Boxes() {
  const counts = useReportCounts();
  const me = useMe();
  const tools = toolsOf(me.data);
  return (
    <Screen title="工作台">
      <Faces of={counts} isEmpty={(d) => !d.length} empty={<Empty title="这里没有您的待办" text="有了值班角色，待办会出现在这里。" />}>
        {(list) => (
          <View className={s.boxes}>
            {list.map((c) => (
              <Tap
                key={c.box}
                className={s.box}
                label={`${c.label} ${boxCountText(c.count)} 件`}
                onPress={() => go(PATHS.list, { box: c.box })}
              >
                <View className={s.boxHead}>
                  <Icon name={boxIcon(c.box)} size="small" />
                  <Text>{c.label}</Text>
                </View>
                <Text className={classes(s.boxCount, c.count > 0 && s[boxTone(c.box)])}>{boxCountText(c.count)}</Text>
              </Tap>
            ))}
          </View>
        )}
      </Faces>
      {tools.length > 0 && (
        <Card flush>
          {tools.map((t) => (
            <Row key={t.key} icon={t.icon} title={t.label} note={t.note} onPress={() => go(t.path)} />
          ))}
        </Card>
      )}
    </Screen>
  );
}
