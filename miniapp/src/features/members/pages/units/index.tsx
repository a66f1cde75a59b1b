import { useState } from 'react';
import { View } from '@tarojs/components';
import { UNIT_KINDS, UNIT_KIND_LABELS, type UnitKind } from '@linli/shared/units';
import type { UnitView } from '@linli/shared/units.dto';
import { useHolds, useMe } from '@/api/me';
import { useUnit, useUnits } from '@/api/units';
import { Button } from '@/components/button';
import { Card, Row } from '@/components/card';
import { Empty, Faces } from '@/components/faces';
import { List } from '@/components/list';
import { SearchField } from '@/components/search-field';
import { ServiceFrame } from '@/components/service-frame';
import { StateTag } from '@/components/state-tag';
import { Tabs } from '@/components/tabs';
import { Tool, Tools } from '@/components/tools';
import { useAddress } from '@/lib/address';
import { widestArea } from '@/lib/roles';
import { useSlowly } from '@/lib/slowly';
import { ImportUnitsSheet } from '../../components/import-units-sheet';
import { UnitCard } from '../../components/unit-card';
import { UnitContacts } from '../../components/unit-contacts';
import { UnitLevelsSheet } from '../../components/unit-levels-sheet';
import { UnitPeople } from '../../components/unit-people';
import { UnitSheet } from '../../components/unit-sheet';
import s from '../../members.module.scss';

const KINDS = UNIT_KINDS.map((value) => ({ value, label: UNIT_KIND_LABELS[value] }));
type Opened = 'new' | 'levels' | 'import' | null;

/** The two trees: the administrator edits them, the community's dispatcher reads and confirms for party organisations. */
export default function Units() {
  const [words, change] = useAddress(['kind', 'id', 'q']);
  const [opened, setOpened] = useState<Opened>(null);
  const me = useMe();
  const edits = useHolds('administrator');
  const within = widestArea(me.data, ['administrator', 'dispatcher']);
  const kind: UnitKind = words.kind === 'party_org' ? 'party_org' : 'work_unit';
  const q = useSlowly((words.q ?? '').trim());
  const here = useUnit(words.id);
  const list = useUnits(q ? { kind, q, retired: edits || undefined } : { kind, parentId: words.id, retired: edits || undefined });
  const open = (id: string | null) => change({ id, q: null });
  const mayAdd = words.id ? here.data?.actions.includes('add_child') : edits;
  return (
    <ServiceFrame title="单位与党组织" here="units">
      <Tabs<UnitKind> tabs={KINDS} value={kind} onChange={(k) => change({ kind: k, id: null, q: null })} />
      <Tools>
        <Tool wide>
          <SearchField value={words.q ?? ''} onChange={(v) => change({ q: v || null })} placeholder="按名称找" />
        </Tool>
        {edits && (
          <>
            <Button inline kind="secondary" size="small" icon="layers" onPress={() => setOpened('levels')}>
              层级叫法
            </Button>
            <Button inline kind="secondary" size="small" icon="upload" onPress={() => setOpened('import')}>
              导入
            </Button>
          </>
        )}
      </Tools>
      <View className={s.halves}>
        <View className={s.half}>
          {!q && here.data && <Up unit={here.data} onOpen={open} />}
          <Card
            title={q ? '找到的' : here.data ? '下级' : UNIT_KIND_LABELS[kind]}
            flush
            aside={
              mayAdd &&
              !q && (
                <Button kind="secondary" size="small" icon="plus" inline onPress={() => setOpened('new')}>
                  新建
                </Button>
              )
            }
          >
            <List
              of={list}
              keyOf={(u) => u.id}
              empty={
                <Empty
                  title={q ? '没有这个名称' : here.data ? '下面没有了' : '还没有登记'}
                  text={q ? '换个词。' : mayAdd ? '一个个新建，或导入表格。' : '由管理员登记。'}
                />
              }
            >
              {(u) => (
                <Row
                  icon={u.kind === 'party_org' ? 'badge-check' : 'building-2'}
                  title={u.name}
                  note={[q ? u.pathText : u.levelLabel, u.areaName, u.members !== null ? `${u.members} 人` : '']
                    .filter(Boolean)
                    .join(' · ')}
                  value={
                    u.retired ? (
                      <StateTag tone="quiet" icon="circle-x" word="已停用" />
                    ) : u.applying ? (
                      <StateTag tone="due" icon="hourglass" word={`${u.applying} 人待确认`} />
                    ) : undefined
                  }
                  onPress={() => open(u.id)}
                />
              )}
            </List>
          </Card>
        </View>
        {words.id && (
          <View className={s.half}>
            <Faces of={here}>
              {(unit) => (
                <>
                  <UnitCard unit={unit} within={within} />
                  {unit.actions.includes('contacts') && <UnitContacts unit={unit} />}
                  {unit.actions.includes('members') && <UnitPeople key={unit.id} unit={unit} />}
                </>
              )}
            </Faces>
          </View>
        )}
      </View>
      {opened === 'new' && (
        <UnitSheet kind={kind} parent={here.data ?? null} within={within} onClose={() => setOpened(null)} onDone={() => setOpened(null)} />
      )}
      {opened === 'levels' && within && <UnitLevelsSheet district={within.slice(0, 6)} kind={kind} onClose={() => setOpened(null)} />}
      {opened === 'import' && <ImportUnitsSheet onClose={() => setOpened(null)} />}
    </ServiceFrame>
  );
}

/** The way back up. */
function Up({ unit, onOpen }: { unit: UnitView; onOpen: (id: string | null) => void }) {
  return (
    <Button kind="text" size="small" inline icon="chevron-left" onPress={() => onOpen(unit.parentId)}>
      {unit.pathText.includes('·') ? '上一级' : '全部'}
    </Button>
  );
}
