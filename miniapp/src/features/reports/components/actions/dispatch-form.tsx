import { useState } from 'react';
import { View } from '@tarojs/components';
import { REASON_MAX } from '@linli/shared/reports';
import { useTeamProposals } from '@/api/desk';
import { Options } from '@/components/choice';
import { Empty, Faces } from '@/components/faces';
import { Field, Textarea } from '@/components/field';
import { FormShell } from './form-shell';
import type { ActionFormProps } from './types';

/** The nearest team of the category's type first, with the reason it stands there. */
export function DispatchForm({ report, send, pending, error }: ActionFormProps) {
  const teams = useTeamProposals(report.id);
  const [picked, setPicked] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const proposed = teams.data?.find((t) => t.proposed && t.teamId !== report.teamId)?.teamId ?? null;
  const teamId = picked ?? proposed;
  return (
    <FormShell
      label="派遣"
      missing={teamId ? null : '请选一支队伍'}
      pending={pending}
      error={error}
      onSend={() => send({ teamId, ...(note.trim() ? { note: note.trim() } : {}) })}
    >
      <Faces of={teams} isEmpty={(t) => t.length === 0} empty={<Empty title="没有可派的队伍" text="请管理员先建立这一类的处置队伍" />}>
        {(list) => (
          <View>
            <Field label="派给">
              <Options
                options={list.map((t) => ({
                  value: t.teamId,
                  label: t.name,
                  note: `${t.reason} · 在办 ${t.openCases} 件${t.teamId === report.teamId ? ' · 现在就在这里' : ''}`,
                }))}
                value={teamId}
                onChange={setPicked}
              />
            </Field>
            <Field label="交代一句" optional>
              <Textarea label="交代一句" value={note} maxLength={REASON_MAX} rows={2} onChange={setNote} />
            </Field>
          </View>
        )}
      </Faces>
    </FormShell>
  );
}
