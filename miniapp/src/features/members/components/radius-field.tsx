import { RADIUS_CHOICES } from '@linli/shared/members';
import { Chips } from '@/components/chips';
import { sayMetres } from '../words';

const CHOICES = RADIUS_CHOICES.map((m) => ({ value: String(m), label: sayMetres(m) }));

/** How far one likes to go. */
export function RadiusField({ value, onChange }: { value: number; onChange: (metres: number) => void }) {
  return <Chips label="愿意走多远" chips={CHOICES} value={String(value)} onPress={(m) => onChange(Number(m))} />;
}
