import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { INVITE_MAX, answerBy } from '@linli/shared/orders';
import { useSuggestions } from '@/api/orders';
import { useServiceTeams } from '@/api/members';
import { Button } from '@/components/button';
import { Options } from '@/components/choice';
import { Empty, Faces } from '@/components/faces';
import { FormShell } from '@/components/report/actions/form-shell';
import { Tabs } from '@/components/tabs';
import { useNow } from '@/lib/ticking';
import { msOf, sayTime } from '@/lib/times';
import { Suggestion } from '../suggestion';
import type { FormProps } from './types';
import s from '../../desk.module.scss';

const WAYS = [
  { value: 'people', label: '请几个人' },
  { value: 'team', label: '请一支服务队' },
] as const;
type Way = (typeof WAYS)[number]['value'];
/** The button stays in reach: the others only when they are wanted. */
const SHOWN = 5;

/** Whom to ask: people, the likeliest first with the reasons, or everyone of a team. Somebody chooses; nothing is assigned by itself. */
export function DispatchForm({ order, send, pending, error }: FormProps) {
  const now = useNow();
  const [way, setWay] = useState<Way>('people');
  const [picked, setPicked] = useState<string[]>([]);
  const [teamId, setTeamId] = useState<string | null>(null);
  const [all, setAll] = useState(false);
  const suggestions = useSuggestions(order.id);
  const teams = useServiceTeams({ areaCode: order.areaCode.slice(0, 12) }, way === 'team');
  const free = (suggestions.data ?? []).filter((p) => p.state === null || p.state === 'declined' || p.state === 'lapsed');
  const first = free.slice(0, Math.max(2, order.headcount - order.accepted));
  const toggle = (id: string) =>
    setPicked(picked.includes(id) ? picked.filter((p) => p !== id) : picked.length < INVITE_MAX ? [...picked, id] : picked);
  const missing = way === 'team' ? (teamId ? null : '请选一支服务队') : picked.length ? null : '请选要请的人';
  const until = answerBy(now, msOf(order.fillBy));
  return (
    <FormShell
      label={way === 'people' && picked.length ? `邀请 ${picked.length} 人` : '发出邀请'}
      missing={missing}
      pending={pending}
      error={error}
      onSend={() => send(way === 'team' ? { teamId } : { personIds: picked })}
    >
      <Tabs<Way> tabs={WAYS} value={way} onChange={setWay} />
      <Text className={s.second}>{`请在 ${sayTime(until, now)} 前答复；先接的先得，还差 ${order.headcount - order.accepted} 人`}</Text>
      {way === 'people' && (
        <Faces
          of={suggestions}
          isEmpty={(d) => !d.length}
          empty={<Empty title="没有合适的人" text="可以请一支服务队，或发布到任务大厅。" />}
        >
          {(list) => (
            <View>
              {first.length > 0 && (
                <View className={s.buttons}>
                  <Button kind="secondary" size="small" inline icon="check" onPress={() => setPicked(first.map((p) => p.personId))}>
                    {`就请前 ${first.length} 位`}
                  </Button>
                </View>
              )}
              {(all ? list : list.slice(0, SHOWN)).map((p) => (
                <Suggestion key={p.personId} of={p} on={picked.includes(p.personId)} onPress={() => toggle(p.personId)} />
              ))}
              {!all && list.length > SHOWN && (
                <Button kind="text" size="small" onPress={() => setAll(true)}>
                  {`再看 ${list.length - SHOWN} 位`}
                </Button>
              )}
            </View>
          )}
        </Faces>
      )}
      {way === 'team' && (
        <Faces
          of={teams}
          isEmpty={(d) => !d.pages.some((p) => p.items.length)}
          empty={<Empty title="本社区还没有服务队" text="在“服务队”里建一支。" />}
        >
          {(d) => (
            <Options
              options={d.pages
                .flatMap((p) => p.items)
                .filter((t) => !t.retired)
                .map((t) => ({ value: t.id, label: t.name, note: `${t.typeLabel} · ${t.memberCount} 人，符合条件的都会收到` }))}
              value={teamId}
              onChange={setTeamId}
            />
          )}
        </Faces>
      )}
    </FormShell>
  );
}
