import { Text, View } from '@tarojs/components';
import type { LateByTeamView } from '@linli/shared/reports.dto';
import { useLateByTeam } from '@/api/desk';
import { useMe } from '@/api/me';
import { AreaField } from '@/components/area-field';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Empty, Faces } from '@/components/faces';
import { Stats } from '@/components/stat';
import { Tap } from '@/components/tap';
import { Tools } from '@/components/tools';
import { useAddress } from '@/lib/address';
import { copyText, toTsv } from '@/lib/copy';
import { widestArea } from '@/lib/roles';
import { go } from '@/lib/router';
import { DESK_ROLES } from '../../components/filter-fields';
import { DeskFrame } from '../../components/frame';
import { NO_TEAM } from '../../filter';
import { PATHS } from '../../rooms';
import s from '../../late.module.scss';

type Colour = 'red' | 'amber' | undefined;

/** Who is late with how much: the street chief's page. Every figure opens its rows. */
export default function LateByTeam() {
  const [words, change] = useAddress(['area']);
  const me = useMe();
  const within = widestArea(me.data, DESK_ROLES);
  const teams = useLateByTeam(words.area);
  const open = (team: LateByTeamView | null, colour: Colour) =>
    go(PATHS.list, { team: team ? (team.teamId ?? NO_TEAM) : undefined, colour, area: words.area, order: 'due' });
  const copy = (list: readonly LateByTeamView[]) =>
    void copyText(
      toTsv([['队伍', '已超时', '快超时', '在办'], ...list.map((t) => [t.teamName, `${t.late}`, `${t.dueSoon}`, `${t.open}`])]),
      `已复制 ${list.length} 行`,
    );
  return (
    <DeskFrame title="各队超时" here="late-teams">
      <Tools>
        <View className={s.area}>
          <AreaField
            label="区域"
            placeholder="我负责的全部"
            value={words.area ?? null}
            within={within}
            clearable
            onChange={(area) => change({ area })}
          />
        </View>
        {teams.data && teams.data.length > 0 && (
          <Button kind="secondary" inline icon="copy" onPress={() => teams.data && copy(teams.data)}>
            复制表格
          </Button>
        )}
      </Tools>
      <Faces of={teams} isEmpty={(d) => !d.length} empty={<Empty title="没有在办的事项" text="各队手上都没有没办完的。" />}>
        {(list) => (
          <>
            <Card>
              <Stats
                figures={[
                  {
                    label: '已超时',
                    value: sum(list, 'late'),
                    unit: '件',
                    tone: sum(list, 'late') ? 'late' : 'plain',
                    onPress: () => open(null, 'red'),
                  },
                  {
                    label: '快超时',
                    value: sum(list, 'dueSoon'),
                    unit: '件',
                    tone: sum(list, 'dueSoon') ? 'due' : 'plain',
                    onPress: () => open(null, 'amber'),
                  },
                  { label: '在办', value: sum(list, 'open'), unit: '件', onPress: () => open(null, undefined) },
                ]}
              />
            </Card>
            {[...list]
              .sort((a, b) => b.late - a.late || b.dueSoon - a.dueSoon)
              .map((t) => (
                <Card key={t.teamId ?? NO_TEAM} title={t.teamName}>
                  <View className={s.figures}>
                    <Figure label="已超时" value={t.late} tone={s.late} onPress={() => open(t, 'red')} />
                    <Figure label="快超时" value={t.dueSoon} tone={s.due} onPress={() => open(t, 'amber')} />
                    <Figure label="在办" value={t.open} onPress={() => open(t, undefined)} />
                  </View>
                </Card>
              ))}
          </>
        )}
      </Faces>
    </DeskFrame>
  );
}

const sum = (list: readonly LateByTeamView[], key: 'late' | 'dueSoon' | 'open') => list.reduce((n, t) => n + t[key], 0);

function Figure({ label, value, tone, onPress }: { label: string; value: number; tone?: string; onPress: () => void }) {
  return (
    <Tap className={s.figurePlace} label={`${label} ${value} 件`} onPress={onPress}>
      <View className={s.figure}>
        <Text className={value > 0 ? tone : undefined}>{value} 件</Text>
        <Text className={s.label}>{label}</Text>
      </View>
    </Tap>
  );
}
