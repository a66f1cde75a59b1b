import { Text } from '@tarojs/components';
import { Card } from '@/components/card';
import { Drawing } from '@/components/drawing';
import { Screen } from '@/components/screen';
import s from '../me.module.scss';

export default function About() {
  return (
    <Screen title="关于邻里">
      <Card>
        <Drawing name="street" />
        <Text className={s.part}>一个街区照看自己</Text>
        <Text className={s.para}>看到问题，拍一张照片。谁来办、什么时候答复，从第一秒起就看得见。</Text>
        <Text className={s.part}>怎样办理</Text>
        <Text className={s.point}>24 小时内答复，从系统收到时起算。</Text>
        <Text className={s.point}>处置有时限，超时自动上报街长。</Text>
        <Text className={s.point}>办完由网格员核查，您来评价；不满意可以重新办理。</Text>
        <Text className={s.part}>紧急情况</Text>
        <Text className={s.para}>有人受伤、着火、燃气泄漏等危险，请先拨打 110、119、120，再来这里上报。</Text>
        <Text className={s.part}>开放源代码</Text>
        <Text className={s.para}>邻里以 Apache-2.0 许可开放源代码。图标来自 Lucide（ISC），地图组件来自 Leaflet（BSD-2-Clause）。</Text>
      </Card>
    </Screen>
  );
}
