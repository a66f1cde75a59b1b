import { useState } from 'react';
import { View } from '@tarojs/components';
import { TEAM_TYPES, TEAM_TYPE_LABELS, type TeamType } from '@linli/shared/accounts';
import { useMe } from '@/api/me';
import { useTeams } from '@/api/teams';
import { AreaField } from '@/components/area-field';
import { Button } from '@/components/button';
import { Card, Row } from '@/components/card';
import { Chips } from '@/components/chips';
import { Empty } from '@/components/faces';
import { List } from '@/components/list';
import { StateTag } from '@/components/state-tag';
import { Tool, Tools } from '@/components/tools';
import { useAddress } from '@/lib/address';
import { widestArea } from '@/lib/roles';
import { go } from '@/lib/router';
import { AdminFrame } from '../../components/frame';
import { NewTeamSheet } from '../../components/new-team-sheet';
import s from '../../admin.module.scss';

const TYPE_CHIPS = TEAM_TYPES.map((value) => ({ value, label: TEAM_TYPE_LABELS[value] }));
const TEAM = '/features/admin/pages/team/index';

export default function Teams() {
  const [words, change] = useAddress(['area', 'type']);
  const [making, setMaking] = useState(false);
  const me = useMe();
  const within = widestArea(me.data, ['administrator']);
  const type = TEAM_TYPES.find((t) => t === words.type);
  const teams = useTeams({ areaCode: words.area, type });
  return (
    <AdminFrame title="职能队伍" here="teams">
      <Tools>
        <Tool>
          <AreaField
            label="区域"
            placeholder="全部区域"
            value={words.area ?? null}
            within={within}
            clearable
            onChange={(area) => change({ area })}
          />
        </Tool>
        <View className={s.toolButtons}>
          <Button inline icon="plus" onPress={() => setMaking(true)}>
            新建队伍
          </Button>
        </View>
      </Tools>
      <View className={s.chips}>
        <Chips<TeamType>
          line
          label="类型"
          chips={TYPE_CHIPS}
          value={type ?? null}
          onPress={(t) => change({ type: t === type ? null : t })}
        />
      </View>
      <List
        of={teams}
        keyOf={(t) => t.id}
        empty={
          <Empty title="还没有队伍" text="事项要派给队伍，先建一支。">
            <Button inline onPress={() => setMaking(true)}>
              新建队伍
            </Button>
          </Empty>
        }
      >
        {(t) => (
          <Card flush>
            <Row
              icon="shield"
              title={t.name}
              note={`${t.areaName} · ${t.typeLabel}${t.hasAccounts ? '' : ' · 由值班员代记'}`}
              value={t.retired ? <StateTag tone="quiet" icon="circle-x" word="已停用" /> : t.members ? `${t.members.length} 人` : undefined}
              onPress={() => go(TEAM, { id: t.id })}
            />
          </Card>
        )}
      </List>
      {making && (
        <NewTeamSheet
          within={within}
          onClose={() => setMaking(false)}
          onMade={(id) => {
            setMaking(false);
            go(TEAM, { id });
          }}
        />
      )}
    </AdminFrame>
  );
}
