import { Text, View } from '@tarojs/components';
import { areaLevel } from '@linli/shared/areas';
import type { CommunityDeskFiguresView, CommunityFiguresView } from '@linli/shared/timebank-wallet.dto';
import { useMe } from '@/api/me';
import { usePointFigures } from '@/api/timebank-wallet';
import { AreaField } from '@/components/area-field';
import { Card } from '@/components/card';
import { Faces } from '@/components/faces';
import { Facts } from '@/components/facts';
import { Stats } from '@/components/stat';
import { useAddress } from '@/lib/address';
import { Communities } from '../../components/communities';
import { TimebankFrame } from '../../components/frame';
import { Table } from '../../components/table';
import s from '../../figures.module.scss';

const DESK = ['dispatcher', 'administrator', 'auditor'];

/** How the points of a community stand: out, in the pool, at shops, against what is in stock. */
export default function Figures() {
  const me = useMe();
  const [words, change] = useAddress(['code']);
  const own = me.data?.roles.find((role) => DESK.includes(role.role))?.areaCode;
  const alone = own !== undefined && areaLevel(own) === 'community';
  const code = words.code ?? (alone ? own : null);
  const figures = usePointFigures(code);
  const choose = (next: string | null) => change({ code: next });
  return (
    <TimebankFrame title="积分总账" here="figures">
      <View className={s.filters}>
        <AreaField
          label="哪个社区"
          placeholder="各社区合计，点这里选一个社区"
          value={code}
          levels={['community']}
          within={own}
          clearable={!alone}
          onChange={choose}
        />
      </View>
      {code === null ? <Communities onOpen={choose} /> : <Faces of={figures}>{(view) => <Full view={view} />}</Faces>}
    </TimebankFrame>
  );
}

function Full({ view }: { view: CommunityFiguresView }) {
  const { desk, lines, months } = view;
  return (
    <View>
      <Card title={view.areaText}>
        <Stats
          figures={[
            { label: '居民手中', value: view.out, unit: '分' },
            ...(desk ? [{ label: '其中预留', value: desk.held, unit: '分' }] : []),
            { label: '公益池', value: view.inPool, unit: '分' },
          ]}
        />
      </Card>
      {desk && <DeskCards desk={desk} />}
      <Card title="近 12 个月（分）">
        <Table
          label="近 12 个月积分流入流出"
          head={['月份', ...lines.map(({ label }) => label)]}
          rows={months.map((month, nth) => [monthCell(month.month, nth === 0), ...lines.map(({ line }) => month[line])])}
        />
        {lines.map(({ line, label, note }) => (
          <Text key={line} className={s.note}>{`${label}：${note}`}</Text>
        ))}
      </Card>
    </View>
  );
}

/** 2026年 1月, and 2月 under it: the year where it begins. */
function monthCell(month: string, first: boolean): string {
  const words = `${Number(month.slice(5))}月`;
  return first || month.endsWith('-01') ? `${month.slice(0, 4)}年 ${words}` : words;
}

function DeskCards({ desk }: { desk: CommunityDeskFiguresView }) {
  const { budget, issuedThisYear, coveragePercent, uncountedItems } = desk;
  const over = budget !== null && issuedThisYear > budget;
  return (
    <>
      <Card title="有没有东西可兑">
        <Stats
          figures={[
            { label: '货架上值', value: desk.stockedPoints, unit: '分' },
            { label: '货架上有', value: desk.stockedItems, unit: '种' },
            ...(coveragePercent === null
              ? []
              : [{ label: '够兑', value: coveragePercent, unit: '%', tone: coveragePercent < 100 ? ('due' as const) : ('done' as const) }]),
          ]}
        />
        <Text className={s.note}>
          {`货架上值 = 签约商家在架商品的积分 × 库存；够兑 = 货架上值 ÷ 居民手中的积分${uncountedItems ? `；另有 ${uncountedItems} 种不限量，没有算进去` : ''}`}
        </Text>
      </Card>
      <Card title={`${desk.year}年`}>
        <Stats
          figures={[
            { label: '已发', value: issuedThisYear, unit: '分', tone: over ? 'late' : 'plain' },
            ...(budget === null ? [] : [{ label: '年度预算', value: budget, unit: '分' }]),
            { label: '其中基金发放', value: desk.grantedThisYear, unit: '分' },
          ]}
        />
        {over && <Text className={s.note}>已超出年度预算：服务积分照发，基金发放会被拒绝。</Text>}
        <Facts facts={desk.reasons.map(({ text, points }) => [text, `${points} 分`] as const)} />
      </Card>
      <Card title="商家">
        <Facts
          facts={[
            ['本社区商家收到', `${desk.settledHere} 分`],
            ['居民在外社区商家用掉', `${desk.settledElsewhere} 分`],
          ]}
        />
      </Card>
    </>
  );
}
