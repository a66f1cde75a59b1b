import { useState } from 'react';
import { SERVICE_TEAM_ABOUT_MAX, SERVICE_TEAM_NAME_MAX } from '@linli/shared/members';
import type { ServiceTeamView } from '@linli/shared/members.dto';
import { useUpdateServiceTeam } from '@/api/members';
import { Button } from '@/components/button';
import { ToggleRow } from '@/components/choice';
import { Field, FieldError, Input, Textarea } from '@/components/field';
import { Sheet } from '@/components/sheet';
import { say } from '@/lib/say';

export function EditTeamSheet({ team, onClose }: { team: ServiceTeamView; onClose: () => void }) {
  const [name, setName] = useState(team.name);
  const [about, setAbout] = useState(team.about);
  const [open, setOpen] = useState(team.open);
  const update = useUpdateServiceTeam();
  const bad = name.trim().length >= 2 ? null : '请填名称';
  const send = () => {
    if (bad) return;
    update.mutate(
      { id: team.id, name: name.trim(), about: about.trim(), open },
      {
        onSuccess: () => {
          say('已保存', 'done');
          onClose();
        },
      },
    );
  };
  return (
    <Sheet
      open
      title="修改服务队"
      onClose={onClose}
      footer={
        <Button disabled={Boolean(bad)} pending={update.isPending} onPress={send}>
          保存
        </Button>
      }
    >
      <Field label="名称" error={bad}>
        <Input label="名称" value={name} maxLength={SERVICE_TEAM_NAME_MAX} onChange={setName} />
      </Field>
      <Field label="做些什么" optional>
        <Textarea label="做些什么" rows={3} value={about} maxLength={SERVICE_TEAM_ABOUT_MAX} counted onChange={setAbout} />
      </Field>
      <ToggleRow title="可以自己加入" note="不打开就由队长或值班员拉人" on={open} onChange={setOpen} />
      {update.error && <FieldError>{update.error.message}</FieldError>}
    </Sheet>
  );
}
