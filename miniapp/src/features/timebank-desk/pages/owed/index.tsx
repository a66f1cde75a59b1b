import { Text, View } from '@tarojs/components';
import type { PointsOwedView } from '@linli/shared/timebank-wallet.dto';
import { useMe } from '@/api/me';
import { useOwed } from '@/api/timebank-wallet';
import { AreaField } from '@/components/area-field';
import { Card } from '@/components/card';
import { Chips } from '@/components/chips';
import { Empty, Faces } from '@/components/faces';
import { useAddress } from '@/lib/address';
import { signed } from '@/lib/signed';
import { TimebankFrame } from '../../components/frame';
import { Table } from '../../components/table';
import s from '../../figures.module.scss';

const DESK = ['dispatcher', 'administrator', 'auditor'];
const SPANS = [
  { value: 'ever', label: '全部' },
  { value: '12', label: '近 12 个月' },
  { value: '3', label: '近 3 个月' },
  { value: '1', label: '本月' },
] as const;
type Span = (typeof SPANS)[number]['value'];

/** Whose points were taken at whose shops and pools: what communities owe each other. */
export default function Owed() {
  const me = useMe();
  const [words, change] = useAddress(['code', 'months']);
  const own = me.data?.roles.find((role) => DESK.includes(role.role) && role.areaCode.length <= 9)?.areaCode ?? null;
  const code = words.code ?? own;
  const span: Span = SPANS.find(({ value }) => value === words.months)?.value ?? 'ever';
  const owed = useOwed(code, span === 'ever' ? undefined : Number(span));
  return (
    <TimebankFrame title="社区往来" here="owed">
      <View className={s.filters}>
        <AreaField
          label="哪里的"
          value={code}
          levels={['district', 'street']}
          within={own ?? undefined}
          onChange={(next) => change({ code: next })}
        />
      </View>
      <View className={s.filters}>
        <Chips label="时间" chips={SPANS} value={span} onPress={(months) => change({ months })} />
      </View>
      {code === null ? (
        <Empty title="请选择区或街道" text="社区之间的账由街道和区里查看" />
      ) : (
        <Faces of={owed} isEmpty={(d) => !d.pairs.length} empty={<Empty title="没有跨社区的往来" text="居民的积分都用在了本社区" />}>
          {(view) => <Full view={view} />}
        </Faces>
      )}
    </TimebankFrame>
  );
}

function Full({ view }: { view: PointsOwedView }) {
  return (
    <View>
      <Card title="各社区（分）">
        <Table
          label="各社区应收应付"
          head={['社区', '应收', '应付', '净额']}
          rows={view.communities.map((one) => [one.name, one.isOwed, one.owes, signed(one.net)])}
        />
        <Text className={s.note}>应收：别的社区发的积分用在了这里；应付：这里发的积分用在了别处。净额合计为 0。</Text>
      </Card>
      <Card title="两两往来（分）">
        <Table
          label="社区两两往来"
          head={['谁发的 → 用在哪', '商家核销', '进公益池', '合计']}
          rows={view.pairs.map((pair) => [`${pair.fromName} → ${pair.toName}`, pair.settled, pair.donated, pair.points])}
        />
        <Text className={s.note}>已减去退回的。</Text>
      </Card>
    </View>
  );
}
