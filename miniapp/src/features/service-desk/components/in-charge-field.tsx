import { useState } from 'react';
import { View } from '@tarojs/components';
import { useMembers, useServiceTeamMembers } from '@/api/members';
import { useHolds } from '@/api/me';
import { Row } from '@/components/card';
import { Empty } from '@/components/faces';
import { List } from '@/components/list';
import { PickField } from '@/components/pick-field';
import { SearchField } from '@/components/search-field';
import { Sheet } from '@/components/sheet';
import { useSlowly } from '@/lib/slowly';
import s from '../desk.module.scss';

interface Chosen {
  id: string;
  name: string;
}
interface Props {
  areaCode: string;
  /** among its members; without a team among those who serve in the area */
  teamId: string | null;
  value: Chosen | null;
  onChange: (person: Chosen | null) => void;
}

/** Who shows the code and confirms the list; nobody chosen: oneself. */
export function InChargeField({ areaCode, teamId, value, onChange }: Props) {
  const [open, setOpen] = useState(false);
  const pick = (person: Chosen) => {
    onChange(person);
    setOpen(false);
  };
  return (
    <View>
      <PickField label="负责人" value={value?.name} placeholder="选负责人" onPress={() => setOpen(true)} />
      <Sheet open={open} title="谁负责" onClose={() => setOpen(false)}>
        {teamId ? <OfTeam teamId={teamId} onPick={pick} /> : <OfArea areaCode={areaCode} onPick={pick} />}
      </Sheet>
    </View>
  );
}

function OfTeam({ teamId, onPick }: { teamId: string; onPick: (person: Chosen) => void }) {
  const members = useServiceTeamMembers(teamId, true);
  return (
    <List of={members} keyOf={(m) => m.personId} empty={<Empty title="队里还没有人" text="先拉人进队。" />}>
      {(m) => (
        <Row icon="user" title={m.name} note={m.leader ? '队长' : undefined} onPress={() => onPick({ id: m.personId, name: m.name })} />
      )}
    </List>
  );
}

function OfArea({ areaCode, onPick }: { areaCode: string; onPick: (person: Chosen) => void }) {
  const desk = useHolds('dispatcher');
  const [typed, setTyped] = useState('');
  const q = useSlowly(typed.trim());
  const members = useMembers({ areaCode: areaCode.slice(0, 12), state: 'active', q: q || undefined }, desk);
  if (!desk) return <Empty title="由您自己负责" text="选了服务队，可以请队里的人负责。" />;
  return (
    <View>
      <View className={s.chips}>
        <SearchField value={typed} onChange={setTyped} placeholder="姓名，或手机号后四位" />
      </View>
      <List of={members} keyOf={(m) => m.personId} empty={<Empty title="没有找到" text="只能选已登记的志愿者或党员。" />}>
        {(m) => <Row icon="user" title={m.name} note={m.communityName} onPress={() => onPick({ id: m.personId, name: m.name })} />}
      </List>
    </View>
  );
}
