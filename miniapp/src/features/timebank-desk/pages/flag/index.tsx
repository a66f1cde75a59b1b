import { useState } from 'react';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { RECORD_REASON_MAX, RECORD_REASON_MIN } from '@linli/shared/timebank-records';
import type { FlagView } from '@linli/shared/timebank-records.dto';
import { useFlag, useFlagAct, useFlagRecords } from '@/api/timebank-records';
import { ActionBar, type ActionWords } from '@/components/action-bar';
import { ToggleRow } from '@/components/choice';
import { Empty, Faces, NotForYou } from '@/components/faces';
import { List } from '@/components/list';
import { ReasonSheet } from '@/components/reason-sheet';
import { ServiceRecordCard } from '@/components/service-record';
import { go } from '@/lib/router';
import { say } from '@/lib/say';
import { FlagCard } from '../../components/flag-card';
import { TimebankFrame } from '../../components/frame';
import { RECORD_PATH } from '../../record-path';
import s from '../../flags.module.scss';

const WORDS: Record<string, ActionWords> = {
  clear: { label: '排除疑点', icon: 'circle-check' },
  uphold: { label: '属实', icon: 'circle-alert', danger: true },
};

/** One flag with the records behind it; those chosen are voided when it is upheld. */
export default function FlagPage() {
  const { id = '' } = useRouter().params;
  const flag = useFlag(id);
  const [chosen, setChosen] = useState<string[]>([]);
  return (
    <TimebankFrame title="时长疑点" here="flags" footer={flag.data && <Review flag={flag.data} chosen={chosen} />}>
      <Faces of={flag} hidden={<NotForYou what="这条疑点" text="由社区的其他值班员复核。" />}>
        {(f) => (
          <>
            <FlagCard flag={f} />
            {f.kind !== 'over_budget' && <Behind id={id} choosing={f.actions.length > 0} chosen={chosen} onChange={setChosen} />}
          </>
        )}
      </Faces>
    </TimebankFrame>
  );
}

interface BehindProps {
  id: string;
  choosing: boolean;
  chosen: string[];
  onChange: (ids: string[]) => void;
}
function Behind({ id, choosing, chosen, onChange }: BehindProps) {
  const records = useFlagRecords(id);
  return (
    <List of={records} keyOf={(r) => r.id} empty={<Empty title="没有记录" />}>
      {(r) => (
        <>
          <ServiceRecordCard
            record={r}
            marks={[r.byCode ? '已扫码' : '没有扫码', ...(r.silent ? ['超时自动确认'] : [])]}
            onPress={() => go(RECORD_PATH, { id: r.id })}
          />
          {choosing && r.state === 'confirmed' && (
            <View className={s.toggle}>
              <ToggleRow
                title="属实时作废这条"
                on={chosen.includes(r.id)}
                onChange={(on) => onChange(on ? [...chosen, r.id] : chosen.filter((one) => one !== r.id))}
              />
            </View>
          )}
        </>
      )}
    </List>
  );
}

function Review({ flag, chosen }: { flag: FlagView; chosen: string[] }) {
  const act = useFlagAct(flag.id);
  const [open, setOpen] = useState<string | null>(null);
  if (!flag.actions.length) return null;
  const send = (reason: string) =>
    act.mutate(
      { action: open ?? '', body: open === 'uphold' ? { reason, voidRecordIds: chosen } : { reason } },
      {
        onSuccess: (after) => {
          setOpen(null);
          say(after.stateText, 'done');
        },
      },
    );
  return (
    <>
      <ActionBar
        actions={flag.actions}
        words={(action) => WORDS[action] ?? { label: action }}
        likely={['clear']}
        pending={act.isPending ? act.variables.action : null}
        onAction={setOpen}
      />
      {open && (
        <ReasonSheet
          title={open === 'clear' ? '排除疑点' : chosen.length ? `属实，作废 ${chosen.length} 条` : '属实'}
          label="复核意见"
          hint={open === 'uphold' && chosen.length ? '被作废记录的志愿者会看到' : '写明怎么核实的'}
          field="reason"
          min={RECORD_REASON_MIN}
          max={RECORD_REASON_MAX}
          danger={open === 'uphold'}
          pending={act.isPending}
          error={act.error}
          send={send}
          onClose={() => {
            act.reset();
            setOpen(null);
          }}
        />
      )}
    </>
  );
}
