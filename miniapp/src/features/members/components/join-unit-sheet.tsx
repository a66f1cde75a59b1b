import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { CONSENT_LABELS } from '@linli/shared/accounts';
import { UNIT_KIND_LABELS, type UnitKind } from '@linli/shared/units';
import type { UnitView } from '@linli/shared/units.dto';
import { useSetConsent } from '@/api/me';
import { useJoinUnit } from '@/api/units';
import { Button } from '@/components/button';
import { ToggleRow } from '@/components/choice';
import { FieldError } from '@/components/field';
import { Sheet } from '@/components/sheet';
import { say } from '@/lib/say';
import { UnitTree } from './unit-tree';
import s from '../members.module.scss';

/** First which, then with which consents. Being a party member is told only with a consent of its own. */
export function JoinUnitSheet({ kind, onClose }: { kind: UnitKind; onClose: () => void }) {
  const [unit, setUnit] = useState<UnitView | null>(null);
  const [summary, setSummary] = useState(false);
  const [party, setParty] = useState(false);
  const consent = useSetConsent();
  const join = useJoinUnit();
  const isParty = kind === 'party_org';
  const send = async () => {
    if (!unit) return;
    try {
      if (isParty) await consent.mutateAsync({ purpose: 'party_membership', granted: true });
      await join.mutateAsync({ id: unit.id, summaryConsent: summary });
      say('已报到，等联络员确认', 'done');
      onClose();
    } catch {
      // the sentence stands below
    }
  };
  const error = consent.error ?? join.error;
  return (
    <Sheet
      open
      title={unit ? '向它报到' : `选${UNIT_KIND_LABELS[kind]}`}
      onClose={onClose}
      footer={
        unit && (
          <View className={s.pair}>
            <Button kind="secondary" onPress={() => setUnit(null)}>
              换一个
            </Button>
            <Button disabled={isParty && !party} pending={consent.isPending || join.isPending} onPress={() => void send()}>
              报到
            </Button>
          </View>
        )
      }
    >
      {!unit && <UnitTree kind={kind} onPick={setUnit} />}
      {unit && (
        <View>
          <Text className={s.lineName}>{unit.name}</Text>
          <Text className={s.second}>{`${unit.pathText} · ${unit.areaName}`}</Text>
          {isParty && (
            <>
              <Text className={s.reason}>{CONSENT_LABELS.party_membership.text}</Text>
              <ToggleRow title="同意收集我的党员身份" note="敏感信息，单独同意；随时可以撤回" on={party} onChange={setParty} />
            </>
          )}
          <ToggleRow title="让它看到我的服务时长" note="半年小结里出现姓名和时长；不打开就只算人数" on={summary} onChange={setSummary} />
          {error && <FieldError>{error.message}</FieldError>}
        </View>
      )}
    </Sheet>
  );
}
