import { useReportCounts } from '@/api/desk';
import { useMe } from '@/api/me';
import { Boxes } from '@/components/boxes';
import { Card, Row } from '@/components/card';
import { Empty, Faces } from '@/components/faces';
import { Screen } from '@/components/screen';
import { go } from '@/lib/router';
import { PATHS, boxIcon, boxTone, toolsOf } from '../rooms';

/** The desk on a phone: what waits, counted; each count opens its list. Then the tools. */
export function DeskBoxes() {
  const counts = useReportCounts();
  const me = useMe();
  const tools = toolsOf(me.data);
  return (
    <Screen title="工作台">
      <Faces of={counts} isEmpty={(d) => !d.length} empty={<Empty title="这里没有您的待办" text="有了值班角色，待办会出现在这里。" />}>
        {(list) => (
          <Boxes
            boxes={list.map(({ box, label, count }) => ({
              key: box,
              label,
              count,
              icon: boxIcon(box),
              tone: boxTone(box),
              onPress: () => go(PATHS.list, { box }),
            }))}
          />
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
