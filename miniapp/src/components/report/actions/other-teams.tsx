import { useState } from 'react';
import { View } from '@tarojs/components';
import { areaAt } from '@linli/shared/areas';
import { useTeams } from '@/api/teams';
import { Button } from '../../button';
import { Options } from '../../choice';
import { Empty, Faces } from '../../faces';
import { SearchField } from '../../search-field';

interface Props {
  areaCode: string;
  value: string | null;
  /** proposed already: not offered twice */
  known: readonly { teamId: string }[];
  onChange: (teamId: string) => void;
}

/** Any team that works here: the district's, the street's, those of its communities. By name or kind. */
export function OtherTeams({ areaCode, value, known, onChange }: Props) {
  const [typed, setTyped] = useState('');
  const teams = useTeams({ areaCode: areaAt(areaCode, 'district') ?? undefined });
  const street = areaAt(areaCode, 'street') ?? areaCode;
  const q = typed.trim();
  const options = (teams.data?.pages ?? [])
    .flatMap((p) => p.items)
    .filter((t) => !t.retired && !known.some((k) => k.teamId === t.id))
    .filter((t) => t.areaCode.startsWith(street) || street.startsWith(t.areaCode))
    .filter((t) => !q || t.name.includes(q) || t.typeLabel.includes(q))
    .map((t) => ({ value: t.id, label: t.name, note: `${t.areaName} · ${t.typeLabel}${t.hasAccounts ? '' : ' · 由值班员代记'}` }));
  return (
    <View>
      <SearchField value={typed} onChange={setTyped} placeholder="队伍名称或类型" />
      <Faces of={teams}>
        {() =>
          options.length ? (
            <Options options={options} value={value} onChange={onChange} />
          ) : (
            !teams.hasNextPage && <Empty title="没有这样的队伍" text="换个词试试。" />
          )
        }
      </Faces>
      {teams.hasNextPage && (
        <Button kind="text" pending={teams.isFetchingNextPage} onPress={() => void teams.fetchNextPage()}>
          再看更多队伍
        </Button>
      )}
    </View>
  );
}
