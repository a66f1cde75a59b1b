import { useState } from 'react';
import { View } from '@tarojs/components';
import { minutesBetween } from '@linli/shared/timebank-records';
import type { EntryPlaceView } from '@linli/shared/timebank-records.dto';
import { fieldError } from '@/api/problem';
import { useEntryPeople } from '@/api/timebank-records';
import { Button } from '@/components/button';
import { Card, Row, Second } from '@/components/card';
import { Field, FieldError } from '@/components/field';
import { SearchField } from '@/components/search-field';
import { sayMinutes } from '@/components/service-record/words';
import { TimeField } from '@/components/time-field';
import s from './shops.module.scss';
import type { Entry } from './use-entry';

/** Who served: found by name or phone, each with their own times. */
export function EntryPeople({ entry, place }: { entry: Entry; place: EntryPlaceView }) {
  const [q, setQ] = useState('');
  const { communityCode, teamId, postId } = place;
  const query = {
    communityCode,
    ...(place.as === 'team_leader' && teamId ? { teamId } : {}),
    ...(postId ? { postId } : {}),
    ...(q.trim() ? { q: q.trim() } : {}),
  };
  const found = useEntryPeople(place.as === 'dispatcher' && !q.trim() ? null : query);
  const left = (found.data ?? []).filter(({ personId }) => !entry.people.some((one) => one.personId === personId));
  return (
    <>
      <Field label="志愿者" hint="输入姓名开头，或完整手机号" error={fieldError(entry.error, 'entries')}>
        <SearchField value={q} onChange={setQ} placeholder="姓名或手机号" />
      </Field>
      {left.length > 0 && (
        <Card flush>
          {left.slice(0, 10).map((person) => (
            <Row key={person.personId} icon="plus" title={person.name} note={person.phone ?? undefined} onPress={() => entry.add(person)} />
          ))}
        </Card>
      )}
      {q.trim() !== '' && found.data?.length === 0 && <Second>没有找到已登记的志愿者</Second>}
      {entry.people.map((one, i) => (
        <Card
          key={one.personId}
          title={one.name}
          aside={
            <Button kind="text" inline onPress={() => entry.remove(one.personId)}>
              移除
            </Button>
          }
        >
          <View className={s.pair}>
            <View className={s.half}>
              <Field label="从">
                <TimeField label={`${one.name}开始时间`} value={one.from} onChange={(from) => entry.change(one.personId, { from })} />
              </Field>
            </View>
            <View className={s.half}>
              <Field label="到">
                <TimeField label={`${one.name}结束时间`} value={one.to} onChange={(to) => entry.change(one.personId, { to })} />
              </Field>
            </View>
          </View>
          <Second>
            {sayMinutes(minutesBetween(one.from, one.to))}
            {one.to <= one.from ? '，到第二天' : ''}
          </Second>
          {[`entries.${i}`, `entries.${i}.to`, `entries.${i}.personId`].map((path) => {
            const sentence = fieldError(entry.error, path);
            return sentence ? <FieldError key={path}>{sentence}</FieldError> : null;
          })}
        </Card>
      ))}
    </>
  );
}
