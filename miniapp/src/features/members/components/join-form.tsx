import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { PERSON_NAME_MAX, PHONE_PATTERN } from '@linli/shared/accounts';
import type { Position } from '@linli/shared/areas';
import {
  ADULT_AGE,
  GUARDIAN_RELATIONS,
  GUARDIAN_RELATION_LABELS,
  MEMBER_MAX_AGE,
  MEMBER_MIN_AGE,
  RADIUS_DEFAULT_METRES,
  ageOn,
  type GuardianRelation,
} from '@linli/shared/members';
import type { MyMemberView, WeeklyHourDto } from '@linli/shared/members.dto';
import { useMe } from '@/api/me';
import { useEnrol } from '@/api/members';
import { fieldError } from '@/api/problem';
import { AreaField } from '@/components/area-field';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Chips } from '@/components/chips';
import { ToggleRow } from '@/components/choice';
import { DayField } from '@/components/day-field';
import { Field, FieldError, Input } from '@/components/field';
import { Screen } from '@/components/screen';
import { tick } from '@/lib/haptics';
import { swap } from '@/lib/router';
import { say } from '@/lib/say';
import { serverNow } from '@/lib/server-clock';
import { dayOf } from '@/lib/times';
import { PATHS } from '../paths';
import { HoursField } from './hours-field';
import { PositionField } from './position-field';
import { RadiusField } from './radius-field';
import { SkillsField } from './skills-field';
import s from '../members.module.scss';

const RULES = [
  '自愿参加，量力而行：不方便时可以婉拒，不影响以后接任务。',
  '接了任务请按时到，去不了提前退单，好让别人接上。',
  '居民的姓名、电话、地址只为这次服务使用，不外传、不留存。',
  '不收钱物；遇到危险先保护自己，打 110、119 或 120。',
];
const RELATIONS = GUARDIAN_RELATIONS.map((value) => ({ value, label: GUARDIAN_RELATION_LABELS[value] }));
const yearsBefore = (day: string, years: number) => `${Number(day.slice(0, 4)) - years}${day.slice(4)}`;

/** One screen: who, where, what, when, how far. Everything but the first three has a good answer already. */
export function JoinForm({ mine }: { mine: MyMemberView }) {
  const me = useMe();
  const today = dayOf(serverNow());
  const [name, setName] = useState(mine.name);
  const [birthDay, setBirthDay] = useState<string | null>(mine.birthDay);
  const [picked, setPicked] = useState<string | null>(mine.communityCode);
  const [skills, setSkills] = useState<string[]>(mine.skills);
  const [hours, setHours] = useState<WeeklyHourDto[]>(mine.hours);
  const [position, setPosition] = useState<Position | null>(mine.position);
  const [radius, setRadius] = useState(mine.radiusMetres || RADIUS_DEFAULT_METRES);
  const [guardian, setGuardian] = useState({ name: mine.guardian?.name ?? '', phone: mine.guardian?.phone ?? '' });
  const [relation, setRelation] = useState<GuardianRelation | null>(mine.guardian?.relation ?? null);
  const [agreed, setAgreed] = useState(false);
  const [tried, setTried] = useState(false);
  const enrol = useEnrol();
  const communityCode = picked ?? me.data?.homeCommunityCode ?? null;
  const age = birthDay ? ageOn(birthDay, today) : null;
  const minor = age !== null && age < ADULT_AGE;
  const guarded = Boolean(guardian.name.trim() && PHONE_PATTERN.test(guardian.phone) && relation);
  const bad = {
    name: name.trim().length >= 2 ? null : '请填真实姓名',
    birthDay: age === null ? '请选出生日期' : age < MEMBER_MIN_AGE ? `满 ${MEMBER_MIN_AGE} 周岁才能登记，谢谢您的心意` : null,
    community: communityCode ? null : '请选您住的社区',
    skills: skills.length ? null : '至少选一样',
    guardian: minor && !guarded ? '请填监护人的姓名、电话和关系' : null,
    agreed: agreed ? null : '请先看一看，打开开关表示同意',
  };
  const send = () => {
    setTried(true);
    if (Object.values(bad).some(Boolean) || !birthDay || !communityCode) {
      say('还有没填好的地方，已标出来', 'late');
      return;
    }
    enrol.mutate(
      {
        name: name.trim(),
        birthDay,
        communityCode,
        skills,
        hours,
        position: position ?? undefined,
        radiusMetres: radius,
        guardian: minor && relation ? { name: guardian.name.trim(), phone: guardian.phone, relation } : undefined,
        agreed,
      },
      {
        onSuccess: (view) => {
          tick();
          say(view.state === 'applying' ? '已提交，社区会先和监护人通个电话' : '欢迎加入，可以去接任务了', 'done');
          swap(PATHS.profile);
        },
        onError: (e) => say(e.message, 'late'),
      },
    );
  };
  const shown = (mistake: string | null, path?: string) => (tried ? mistake : null) ?? (path ? fieldError(enrol.error, path) : null);
  return (
    <Screen
      title={mine.state === 'left' ? '再次加入' : '加入志愿服务'}
      footer={
        <Button pending={enrol.isPending} onPress={send}>
          加入
        </Button>
      }
    >
      <Card title="您是谁">
        <Field label="真实姓名" hint="服务证明上用；平时只显示姓" error={shown(bad.name, 'name')}>
          <Input label="真实姓名" value={name} maxLength={PERSON_NAME_MAX} onChange={setName} />
        </Field>
        <Field label="出生日期" error={shown(bad.birthDay, 'birthDay')}>
          <DayField
            label="出生日期"
            value={birthDay}
            from={yearsBefore(today, MEMBER_MAX_AGE)}
            to={today}
            placeholder="选出生日期"
            onChange={setBirthDay}
          />
        </Field>
        {minor && age >= MEMBER_MIN_AGE && (
          <Field label="监护人" hint="14 到 17 周岁要监护人同意，社区会打电话确认" error={shown(bad.guardian)}>
            <View className={s.days}>
              <Input
                label="监护人姓名"
                placeholder="姓名"
                value={guardian.name}
                maxLength={PERSON_NAME_MAX}
                onChange={(v) => setGuardian({ ...guardian, name: v })}
              />
              <Input
                kind="phone"
                label="监护人电话"
                placeholder="手机号"
                value={guardian.phone}
                maxLength={11}
                onChange={(v) => setGuardian({ ...guardian, phone: v })}
              />
              <Chips<GuardianRelation> label="监护人是您的" chips={RELATIONS} value={relation} onPress={setRelation} />
            </View>
          </Field>
        )}
        <Field label="住在哪个社区" hint="任务先从这里找" error={shown(bad.community, 'communityCode')}>
          <AreaField label="社区" placeholder="选社区" value={communityCode} levels={['community']} onChange={setPicked} />
        </Field>
      </Card>
      <Card title="您会做什么">
        <Field label="选几样" error={shown(bad.skills, 'skills')}>
          <SkillsField value={skills} communityCode={communityCode ?? undefined} onChange={setSkills} />
        </Field>
      </Card>
      <Card title="什么时候有空">
        <HoursField value={hours} onChange={setHours} />
      </Card>
      <Card title="愿意走多远">
        <RadiusField value={radius} onChange={setRadius} />
        <View className={s.part}>
          <Field label="从哪里算" optional hint="不留位置就从社区算起">
            <PositionField areaCode={communityCode ?? undefined} value={position} onChange={setPosition} />
          </Field>
        </View>
      </Card>
      <Card title="志愿服务约定">
        <View className={s.rules}>
          {RULES.map((r) => (
            <Text key={r}>· {r}</Text>
          ))}
        </View>
        <ToggleRow title="我看过了，同意" on={agreed} onChange={setAgreed} />
        {tried && bad.agreed && <FieldError>{bad.agreed}</FieldError>}
      </Card>
      {enrol.error && <FieldError>{enrol.error.message}</FieldError>}
    </Screen>
  );
}
