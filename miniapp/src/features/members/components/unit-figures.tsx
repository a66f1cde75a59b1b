import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import type { UnitFiguresView, UnitView } from '@linli/shared/units.dto';
import { saveUnitSummary, useUnitFigures } from '@/api/units';
import { Button } from '@/components/button';
import { Card, Second, Title } from '@/components/card';
import { Chips } from '@/components/chips';
import { Empty, Faces } from '@/components/faces';
import { Stats } from '@/components/stat';
import { say } from '@/lib/say';
import { serverNow } from '@/lib/server-clock';
import { dayOf } from '@/lib/times';
import { lastHalves } from '../halves';
import { sayMinutes } from '../words';
import s from '../members.module.scss';

const hours = (minutes: number) => Number((minutes / 60).toFixed(1));

export function UnitFigures({ unit }: { unit: UnitView }) {
  const halves = lastHalves(dayOf(serverNow()));
  const [half, setHalf] = useState(halves[0]?.value ?? '');
  const figures = useUnitFigures(unit.id, half);
  return (
    <View>
      <View className={s.chips}>
        <Chips line label="哪半年" chips={halves} value={half} onPress={setHalf} />
      </View>
      <Faces of={figures}>{(f) => <Half figures={f} />}</Faces>
    </View>
  );
}

function Half({ figures: f }: { figures: UnitFiguresView }) {
  const [saving, setSaving] = useState<'xlsx' | 'pdf' | null>(null);
  const save = (format: 'xlsx' | 'pdf') => {
    setSaving(format);
    saveUnitSummary(f.unitId, f.half, format, `${f.unitName}${f.halfLabel}服务小结`)
      .then((done) => say(done, 'done'))
      .catch((e: Error) => say(e.message, 'late'))
      .finally(() => setSaving(null));
  };
  return (
    <>
      <Card>
        <Title>{f.unitName}</Title>
        <Second>{`${f.from} 到 ${f.to}`}</Second>
        <View className={s.part}>
          <Stats
            figures={[
              { label: '报到', value: f.members, unit: '人' },
              { label: '参加过服务', value: f.served ?? '—', unit: f.served === null ? undefined : '人' },
              { label: '服务时长', value: hours(f.minutes), unit: '小时' },
              { label: '服务', value: f.services, unit: '次' },
              { label: '上岗', value: f.posts, unit: '班' },
              { label: '认领', value: f.claims, unit: '件' },
              { label: '已兑现', value: f.delivered, unit: '件', tone: 'done' },
            ]}
          />
        </View>
        <Text
          className={s.lead}
        >{`${f.consented} 人同意单位看姓名和时长。没同意的人不列出来${f.served === null ? '，人太少时也不单独计数' : ''}。`}</Text>
        <View className={s.buttons}>
          <Button inline icon="download" pending={saving === 'xlsx'} onPress={() => save('xlsx')}>
            下载表格
          </Button>
          <Button inline kind="secondary" icon="file-text" pending={saving === 'pdf'} onPress={() => save('pdf')}>
            下载 PDF
          </Button>
        </View>
      </Card>
      <Card title="同意公开的成员" flush>
        {f.people.length ? (
          <View className={s.table}>
            <View className={s.grid} ariaRole="table">
              <View className={s.gridRow} ariaRole="row">
                {['姓名', '时长', '服务', '上岗', '社区'].map((h) => (
                  <Text key={h} className={s.gridHead} ariaRole="columnheader">
                    {h}
                  </Text>
                ))}
              </View>
              {f.people.map((p) => (
                <View key={p.personId} className={s.gridRow} ariaRole="row">
                  {[p.name, sayMinutes(p.minutes), `${p.services} 次`, `${p.posts} 班`, p.communityName ?? '—'].map((cell, i) => (
                    <Text key={i} className={s.gridCell} ariaRole="cell">
                      {cell}
                    </Text>
                  ))}
                </View>
              ))}
            </View>
          </View>
        ) : (
          <Empty title="还没有人同意公开" text="成员在“双报到”里打开“让它看到我的服务时长”，就会出现在这里。" />
        )}
      </Card>
    </>
  );
}
