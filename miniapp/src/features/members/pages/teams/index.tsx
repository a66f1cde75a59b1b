import { useState, type ReactNode } from 'react';
import { View } from '@tarojs/components';
import { SERVICE_TEAM_TYPES, SERVICE_TEAM_TYPE_LABELS, type ServiceTeamType } from '@linli/shared/members';
import { useHolds, useMe } from '@/api/me';
import { useMyServiceTeams, useServiceTeams } from '@/api/members';
import { usePersonId } from '@/api/session';
import { AreaField } from '@/components/area-field';
import { Button } from '@/components/button';
import { Chips } from '@/components/chips';
import { Empty, Faces } from '@/components/faces';
import { List } from '@/components/list';
import { SearchField } from '@/components/search-field';
import { SERVICE_PATHS } from '@/components/service-frame/rooms';
import { SignInCard } from '@/components/sign-in-card';
import { Tabs } from '@/components/tabs';
import { Tool, Tools } from '@/components/tools';
import { useAddress } from '@/lib/address';
import { widestArea } from '@/lib/roles';
import { go } from '@/lib/router';
import { useSlowly } from '@/lib/slowly';
import { useWide } from '@/lib/wide';
import { MembersFrame } from '../../components/frame';
import { NewTeamSheet } from '../../components/new-team-sheet';
import { TeamLine } from '../../components/team-line';
import s from '../../members.module.scss';

const TYPE_CHIPS = SERVICE_TEAM_TYPES.map((value) => ({ value, label: SERVICE_TEAM_TYPE_LABELS[value] }));
const TABS = [
  { value: 'mine', label: '我的服务队' },
  { value: 'all', label: '找服务队' },
] as const;
type Which = (typeof TABS)[number]['value'];

export default function Teams() {
  const personId = usePersonId();
  const desk = useHolds('dispatcher');
  const [words, change] = useAddress(['which', 'area', 'type', 'q']);
  const which: Which = words.which === 'all' || desk ? 'all' : 'mine';
  const [making, setMaking] = useState(false);
  const me = useMe();
  const within = widestArea(me.data, ['dispatcher']);
  const wide = useWide();
  const make = (
    <Button icon="plus" inline={wide} onPress={() => setMaking(true)}>
      新建服务队
    </Button>
  );
  return (
    <MembersFrame title="服务队" here="teams" footer={desk && !wide ? make : undefined}>
      {!personId && <SignInCard text="登录后能看到您的服务队，也能找一支加入。" />}
      {personId && !desk && <Tabs<Which> tabs={TABS} value={which} onChange={(w) => change({ which: w })} />}
      {personId && which === 'mine' && <Mine onFind={() => change({ which: 'all' })} />}
      {personId && which === 'all' && <All words={words} change={change} desk={desk} within={within} aside={desk && wide ? make : null} />}
      {making && (
        <NewTeamSheet
          within={within}
          onClose={() => setMaking(false)}
          onMade={(id) => {
            setMaking(false);
            go(SERVICE_PATHS.team, { id });
          }}
        />
      )}
    </MembersFrame>
  );
}

function Mine({ onFind }: { onFind: () => void }) {
  const teams = useMyServiceTeams();
  return (
    <Faces
      of={teams}
      isEmpty={(d) => !d.length}
      empty={
        <Empty title="还没有加入服务队" text="红袖章、清洁队、专业队，找一支跟着大家一起。">
          <Button inline kind="secondary" onPress={onFind}>
            找服务队
          </Button>
        </Empty>
      }
    >
      {(list) => list.map((t) => <TeamLine key={t.id} team={t} />)}
    </Faces>
  );
}

interface AllProps {
  words: Partial<Record<'area' | 'type' | 'q', string>>;
  change: (part: Partial<Record<'area' | 'type' | 'q', string | null>>) => void;
  desk: boolean;
  within: string | undefined;
  /** among the tools of a wide screen */
  aside: ReactNode;
}

function All({ words, change, desk, within, aside }: AllProps) {
  const type = SERVICE_TEAM_TYPES.find((t) => t === words.type);
  const q = useSlowly((words.q ?? '').trim());
  const teams = useServiceTeams({ areaCode: words.area, type, q: q || undefined, retired: desk || undefined });
  const filtered = Boolean(q || type || words.area);
  return (
    <>
      <Tools>
        <Tool wide>
          <SearchField value={words.q ?? ''} onChange={(v) => change({ q: v || null })} placeholder="服务队名称" />
        </Tool>
        <Tool>
          <AreaField
            label="区域"
            placeholder={desk ? '我负责的全部' : '附近全部'}
            value={words.area ?? null}
            within={within}
            clearable
            onChange={(area) => change({ area })}
          />
        </Tool>
        {aside}
      </Tools>
      <View className={s.chips}>
        <Chips<ServiceTeamType>
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
          <Empty
            title="没有这样的服务队"
            text={filtered ? '换个条件试试。' : desk ? '先建一支，再请队长拉人。' : '社区建好后会出现在这里。'}
          />
        }
      >
        {(t) => <TeamLine team={t} />}
      </List>
    </>
  );
}
