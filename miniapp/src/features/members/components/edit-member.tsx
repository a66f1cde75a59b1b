import { useState } from 'react';
import { View } from '@tarojs/components';
import type { MyMemberView, WeeklyHourDto } from '@linli/shared/members.dto';
import { useSetHours, useUpdateMember } from '@/api/members';
import { AreaField } from '@/components/area-field';
import { Button } from '@/components/button';
import { Field, FieldError } from '@/components/field';
import { Sheet } from '@/components/sheet';
import { say } from '@/lib/say';
import { HoursField } from './hours-field';
import { PositionField } from './position-field';
import { RadiusField } from './radius-field';
import { SkillsField } from './skills-field';
import s from '../members.module.scss';

export type Editing = 'skills' | 'times' | 'community';
const TITLES: Record<Editing, string> = { skills: '我能做的', times: '时间和范围', community: '我住的社区' };

/** One part of what one has told about oneself. */
export function EditMember({ member: m, what, onClose }: { member: MyMemberView; what: Editing; onClose: () => void }) {
  const [skills, setSkills] = useState(m.skills);
  const [hours, setHours] = useState<WeeklyHourDto[]>(m.hours);
  const [radius, setRadius] = useState(m.radiusMetres);
  const [position, setPosition] = useState(m.position);
  const [community, setCommunity] = useState(m.communityCode);
  const update = useUpdateMember();
  const times = useSetHours();
  const area = m.communityCode ?? undefined;
  const missing = what === 'skills' && !skills.length ? '至少选一样' : what === 'community' && !community ? '请选社区' : null;
  const save = async () => {
    try {
      if (what === 'skills') await update.mutateAsync({ skills });
      else if (what === 'community') await update.mutateAsync({ communityCode: community ?? undefined });
      else {
        await times.mutateAsync(hours);
        await update.mutateAsync({ radiusMetres: radius, ...(position ? { position } : { forgetPosition: true }) });
      }
      say('已保存', 'done');
      onClose();
    } catch {
      // the sentence stands below the fields
    }
  };
  const error = update.error ?? times.error;
  return (
    <Sheet
      open
      title={TITLES[what]}
      onClose={onClose}
      footer={
        <Button disabled={Boolean(missing)} pending={update.isPending || times.isPending} onPress={() => void save()}>
          保存
        </Button>
      }
    >
      {what === 'skills' && <SkillsField value={skills} communityCode={area} onChange={setSkills} />}
      {what === 'times' && (
        <View>
          <Field label="什么时候有空">
            <HoursField value={hours} onChange={setHours} />
          </Field>
          <Field label="愿意走多远">
            <RadiusField value={radius} onChange={setRadius} />
          </Field>
          <Field label="从哪里算" optional>
            <PositionField areaCode={area} value={position} onChange={setPosition} />
          </Field>
        </View>
      )}
      {what === 'community' && (
        <Field label="现在住在" hint="换了社区，原来的社区就看不到您的登记了">
          <AreaField label="社区" value={community} levels={['community']} onChange={setCommunity} />
        </Field>
      )}
      {missing && <View className={s.second}>{missing}</View>}
      {error && <FieldError>{error.message}</FieldError>}
    </Sheet>
  );
}
