import { useState } from 'react';
import { View } from '@tarojs/components';
import { REASON_MAX } from '@linli/shared/reports';
import { useTeamProposals } from '@/api/desk';
import { Button } from '../../button';
import { Options } from '../../choice';
import { Empty, Faces } from '../../faces';
import { Field, Textarea } from '../../field';
import { OtherTeams } from './other-teams';
import { FormShell } from './form-shell';
import type { ActionFormProps } from './types';

/** The nearest team of the category's type first, with the reason it stands there. */
export function DispatchForm({ report, send, pending, error }: ActionFormProps) {
  const teams = useTeamProposals(report.id);
  const [picked, setPicked] = useState<string | null>(null);
  const [others, setOthers] = useState(false);
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
      <View>
        <Faces of={teams} isEmpty={(t) => t.length === 0} empty={<Empty title="没有对口的队伍" text="请从全部队伍里选一支。" />}>
          {(list) => (
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
          )}
        </Faces>
        {others ? (
          <OtherTeams areaCode={report.areaCode} value={teamId} known={teams.data ?? []} onChange={setPicked} />
        ) : (
          <Button kind="text" icon="search" onPress={() => setOthers(true)}>
            从全部队伍里选
          </Button>
        )}
        <Field label="交代一句" optional>
          <Textarea label="交代一句" value={note} maxLength={REASON_MAX} rows={2} onChange={setNote} />
        </Field>
      </View>
    </FormShell>
  );
}
