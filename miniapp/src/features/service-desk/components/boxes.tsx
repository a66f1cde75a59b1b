import { useMe } from '@/api/me';
import { useOrderCounts } from '@/api/orders';
import { Boxes } from '@/components/boxes';
import { Card, Row } from '@/components/card';
import { Empty, Faces } from '@/components/faces';
import { Screen } from '@/components/screen';
import { orderBoxIcon, orderBoxPath, orderBoxTone, serviceToolsOf } from '@/components/service-frame/rooms';
import { go } from '@/lib/router';
import { useVisible } from '@/lib/visible';

/** The service desk on a phone: what waits, counted; each count opens its list. Then the tools and the people. */
export function DeskBoxes() {
  const counts = useOrderCounts(true, useVisible());
  const me = useMe();
  const tools = serviceToolsOf(me.data);
  const group = (name: '工具' | '人员') => tools.filter((t) => t.group === name);
  return (
    <Screen title="服务台">
      <Faces of={counts} isEmpty={(d) => !d.length} empty={<Empty title="这里没有您的待办" text="有了民意专员角色，待办会出现在这里。" />}>
        {(list) => (
          <Boxes
            boxes={list.map(({ box, label, count }) => ({
              key: box,
              label,
              count,
              icon: orderBoxIcon(box),
              tone: orderBoxTone(box),
              onPress: () => go(orderBoxPath(box)),
            }))}
          />
        )}
      </Faces>
      {(['工具', '人员'] as const).map(
        (name) =>
          group(name).length > 0 && (
            <Card key={name} title={name} flush>
              {group(name).map((t) => (
                <Row key={t.key} icon={t.icon} title={t.label} note={t.note} onPress={() => go(t.path)} />
              ))}
            </Card>
          ),
      )}
    </Screen>
  );
}
