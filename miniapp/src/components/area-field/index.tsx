import { useState } from 'react';
import { View } from '@tarojs/components';
import { AREA_LEVELS, areaContains, areaLevel, areaPath, type AreaLevel } from '@linli/shared/areas';
import type { AreaView } from '@linli/shared/areas.dto';
import { useArea, useAreaSearch, useAreas } from '@/api/areas';
import { useSlowly } from '@/lib/slowly';
import { Button } from '../button';
import { Row } from '../card';
import { Empty, Faces } from '../faces';
import { Icon } from '../icon';
import { PickField } from '../pick-field';
import { SearchField } from '../search-field';
import { Sheet } from '../sheet';
import { Tap } from '../tap';
import { AreaCrumbs } from './crumbs';
import s from './area-field.module.scss';

export { AreaCrumbs } from './crumbs';

interface Props {
  label: string;
  value: string | null;
  onChange: (code: string | null) => void;
  /** What may be chosen; all levels when not told. */
  levels?: readonly AreaLevel[];
  /** Nothing above or beside this area is offered. */
  within?: string;
  placeholder?: string;
  /** A filter: may be taken away again. */
  clearable?: boolean;
}

/** A field for one area: down the tree by taps, or by its name. */
export function AreaField({ label, value, onChange, levels = AREA_LEVELS, within, placeholder = '请选择区域', clearable }: Props) {
  const [open, setOpen] = useState(false);
  const { data: area } = useArea(value ?? undefined);
  return (
    <View className={s.place}>
      <View className={s.field}>
        <PickField label={label} value={value && (area?.name ?? value)} placeholder={placeholder} onPress={() => setOpen(true)} />
      </View>
      {clearable && value && (
        <Tap className={s.clear} label={`不限${label}`} onPress={() => onChange(null)}>
          <Icon name="x" size="small" />
        </Tap>
      )}
      <AreaSheet
        open={open}
        title={label}
        start={value}
        levels={levels}
        within={within}
        onClose={() => setOpen(false)}
        onPick={(a) => {
          onChange(a.code);
          setOpen(false);
        }}
      />
    </View>
  );
}

interface SheetProps {
  open: boolean;
  title: string;
  start?: string | null;
  levels: readonly AreaLevel[];
  within?: string;
  onClose: () => void;
  onPick: (area: AreaView) => void;
}

export function AreaSheet({ open, title, ...rest }: SheetProps) {
  return (
    <Sheet open={open} title={title} onClose={rest.onClose}>
      <Tree {...rest} />
    </Sheet>
  );
}

const deepest = (levels: readonly AreaLevel[]) => Math.max(...levels.map((l) => AREA_LEVELS.indexOf(l)));

function Tree({ start, levels, within, onPick }: Omit<SheetProps, 'open' | 'title' | 'onClose'>) {
  // opens beside what was chosen: its sisters are the likely next choice
  const [at, setAt] = useState<string | undefined>(() => (start ? areaPath(start).at(-2) : undefined) ?? within);
  const [typed, setTyped] = useState('');
  const q = useSlowly(typed.trim());
  const here = useArea(at);
  const children = useAreas(at);
  const found = useAreaSearch(q, within);
  const may = (a: AreaView) => levels.includes(a.level) && !a.retired;
  const leads = (a: AreaView) => AREA_LEVELS.indexOf(a.level) < deepest(levels);
  // what can be neither chosen nor opened would be a dead line
  const offered = (a: AreaView) => !a.retired && inScope(a.code, within) && (may(a) || leads(a));
  const line = (a: AreaView, note?: string) => (
    <Row
      key={a.code}
      title={a.name}
      note={note}
      value={leads(a) ? undefined : a.levelLabel}
      onPress={() => {
        if (leads(a)) {
          setTyped('');
          setAt(a.code);
        } else if (may(a)) onPick(a);
      }}
    />
  );
  return (
    <View className={s.tree}>
      <SearchField value={typed} onChange={setTyped} placeholder="按名称找" />
      {q ? (
        <Faces of={found} isEmpty={(d) => !d.length} empty={<Empty title="没有这个名称的区域" text="换个词，或从上往下找" />}>
          {(list) => list.filter((a) => may(a) || leads(a)).map((a) => line(a, `${a.levelLabel} · ${a.code}`))}
        </Faces>
      ) : (
        <>
          <AreaCrumbs code={at} within={within} onPress={setAt} />
          {here.data && may(here.data) && (
            <View className={s.whole}>
              <Button kind="secondary" icon="check" onPress={() => here.data && onPick(here.data)}>
                {`就选${here.data.name}`}
              </Button>
            </View>
          )}
          <Faces
            of={children}
            isEmpty={(d) => !d.some(offered)}
            empty={here.data && may(here.data) ? null : <Empty title="下面还没有区域" />}
          >
            {(list) => list.filter(offered).map((a) => line(a))}
          </Faces>
        </>
      )}
    </View>
  );
}

const inScope = (code: string, within?: string) =>
  !within || areaLevel(within) === null || areaContains(within, code) || areaContains(code, within);
