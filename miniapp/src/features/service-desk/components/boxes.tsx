import { Text, View } from '@tarojs/components';
import { boxCountText } from '@linli/shared/reports';
import { useMe } from '@/api/me';
import { useOrderCounts } from '@/api/orders';
import { Card, Row } from '@/components/card';
import { Empty, Faces } from '@/components/faces';
import { Icon } from '@/components/icon';
import { Screen } from '@/components/screen';
import { orderBoxIcon, orderBoxPath, orderBoxTone, serviceToolsOf } from '@/components/service-frame/rooms';
import { Tap } from '@/components/tap';
import { classes } from '@/lib/classes';
import { go } from '@/lib/router';
import { useVisible } from '@/lib/visible';
import s from '../desk.module.scss';

/** The service desk on a phone: what waits, counted; each count opens its list. Then the tools and the people. */
export function Boxes() {
  const counts = useOrderCounts(true, useVisible());
  const me = useMe();
  const tools = serviceToolsOf(me.data);
  const group = (name: '工具' | '人员') => tools.filter((t) => t.group === name);
  return (
    <Screen title="服务台">
      <Faces of={counts} isEmpty={(d) => !d.length} empty={<Empty title="这里没有您的待办" text="有了民意专员角色，待办会出现在这里。" />}>
        {(list) => (
          <View className={s.boxes}>
            {list.map((c) => (
              <Tap key={c.box} className={s.box} label={`${c.label} ${boxCountText(c.count)} 件`} onPress={() => go(orderBoxPath(c.box))}>
                <View className={s.boxHead}>
                  <Icon name={orderBoxIcon(c.box)} size="small" />
                  <Text>{c.label}</Text>
                </View>
                <Text className={classes(s.boxCount, c.count > 0 && s[orderBoxTone(c.box)])}>{boxCountText(c.count)}</Text>
              </Tap>
            ))}
          </View>
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
