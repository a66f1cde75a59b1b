import { ELDER_NEEDS, ELDER_NEED_LABELS, type ElderNeed } from '@linli/shared/elders';
import { Chips } from '@/components/chips';

const NEEDS = ELDER_NEEDS.map((value) => ({ value, label: ELDER_NEED_LABELS[value] }));

/** What somebody who comes should know: from a list, nothing about illness. */
export function NeedsField({ value, onChange }: { value: readonly ElderNeed[]; onChange: (needs: ElderNeed[]) => void }) {
  return (
    <Chips<ElderNeed>
      label="请来的人留意"
      chips={NEEDS}
      value={value}
      onPress={(n) => onChange(value.includes(n) ? value.filter((v) => v !== n) : [...value, n])}
    />
  );
}
