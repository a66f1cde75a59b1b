import { useState } from 'react';
import { useMe } from '@/api/me';
import { readStored, writeStored } from '@/lib/storage';

interface Community {
  code: string;
  name: string;
}
const KEY = 'menu:community';

/** Whose menu: the one just chosen, else the home community, else (guests) the one this phone looked at last. */
export function useCommunity(): { community: Community | null; known: boolean; choose: (c: Community) => void } {
  const me = useMe();
  const [chosen, setChosen] = useState<Community | null>(null);
  const [kept] = useState(() => readStored<Community>(KEY));
  const { homeCommunityCode, homeCommunityName } = me.data ?? {};
  const home = homeCommunityCode ? { code: homeCommunityCode, name: homeCommunityName ?? '我的社区' } : null;
  const choose = ({ code, name }: Community) => {
    writeStored(KEY, { code, name });
    setChosen({ code, name });
  };
  return { community: chosen ?? home ?? kept, known: !me.isLoading, choose };
}
