import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import type { AuditRowView } from '@linli/shared/accounts.dto';
import { useAudit } from '@/api/audit';
import { useMe } from '@/api/me';
import { AreaField } from '@/components/area-field';
import { Button } from '@/components/button';
import { Card, Row } from '@/components/card';
import { Chips } from '@/components/chips';
import { DayField } from '@/components/day-field';
import { Empty } from '@/components/faces';
import { List } from '@/components/list';
import { Sheet } from '@/components/sheet';
import { StateTag } from '@/components/state-tag';
import { Tap } from '@/components/tap';
import { Tool, Tools } from '@/components/tools';
import { useAddress } from '@/lib/address';
import { copyText } from '@/lib/copy';
import { widestArea } from '@/lib/roles';
import { useNow } from '@/lib/ticking';
import { msOf, sayTime } from '@/lib/times';
import { AdminFrame } from '../../components/frame';
import { SUBJECT_CHIPS, dataWords, doneWords, subjectWord, whoWords } from '../../audit-words';
import s from '../../admin.module.scss';

/** A day's first and last moment in Shanghai. */
const from = (day: string | undefined) => (day ? `${day}T00:00:00+08:00` : undefined);
const until = (day: string | undefined) => (day ? `${day}T23:59:59.999+08:00` : undefined);

export default function Audit() {
  const [words, change] = useAddress(['subject', 'id', 'actor', 'area', 'from', 'to']);
  const [open, setOpen] = useState<AuditRowView | null>(null);
  const me = useMe();
  const within = widestArea(me.data, ['auditor']);
  const rows = useAudit({
    subjectType: words.subject,
    subjectId: words.id,
    actorId: words.actor,
    areaCode: words.area,
    from: from(words.from),
    to: until(words.to),
  });
  const narrowed = words.id ?? words.actor;
  return (
    <AdminFrame title="审计查询" here="audit">
      <Tools>
        <Tool>
          <AreaField
            label="区域"
            placeholder="全部区域"
            value={words.area ?? null}
            within={within}
            clearable
            onChange={(area) => change({ area })}
          />
        </Tool>
        <Tool>
          <DayField label="从哪天" value={words.from ?? null} to={words.to} onChange={(day) => change({ from: day })} />
        </Tool>
        <Tool>
          <DayField label="到哪天" value={words.to ?? null} from={words.from} onChange={(day) => change({ to: day })} />
        </Tool>
        {(words.from ?? words.to) && (
          <Button kind="text" size="small" inline onPress={() => change({ from: null, to: null })}>
            不限日期
          </Button>
        )}
      </Tools>
      <View className={s.chips}>
        <Chips
          line
          label="对象"
          chips={SUBJECT_CHIPS}
          value={words.subject ?? null}
          onPress={(v) => change({ subject: v === words.subject ? null : v })}
        />
      </View>
      {narrowed && (
        <Tools>
          <Text className={s.second}>{words.id ? '只看这一件的全部记录' : '只看这个人的全部记录'}</Text>
          <Button kind="text" size="small" inline onPress={() => change({ id: null, actor: null })}>
            看全部
          </Button>
        </Tools>
      )}
      <List of={rows} keyOf={(r) => `${r.kind} ${r.id}`} empty={<Empty title="没有这样的记录" text="放宽日期或换个对象试试。" />}>
        {(r) => <Line row={r} onPress={() => setOpen(r)} />}
      </List>
      {open && (
        <Sheet open title="记录" onClose={() => setOpen(null)}>
          <Details row={open} onNarrow={(part) => (change({ id: null, actor: null, ...part }), setOpen(null))} />
        </Sheet>
      )}
    </AdminFrame>
  );
}

function Line({ row, onPress }: { row: AuditRowView; onPress: () => void }) {
  const now = useNow();
  return (
    <Tap className={s.auditLine} onPress={onPress}>
      <Text className={s.auditWhen}>{sayTime(msOf(row.at), now)}</Text>
      <Text className={s.auditWhat}>
        {whoWords(row)} {doneWords(row)}
      </Text>
      <Text className={s.auditWhere}>{row.areaName ?? ''}</Text>
      {row.outcome === 'refused' && <StateTag tone="late" icon="circle-x" word="被拒绝" />}
      {row.kind === 'access' && <StateTag tone="info" icon="eye" word="查看" />}
    </Tap>
  );
}

function Details({ row, onNarrow }: { row: AuditRowView; onNarrow: (part: { id?: string; actor?: string }) => void }) {
  const { actorId } = row;
  return (
    <View>
      <Card flush>
        <Row title="谁" note={whoWords(row)} />
        <Row title="做了什么" note={doneWords(row)} />
        <Row title="什么时候" note={new Date(msOf(row.at) + 8 * 3_600_000).toISOString().replace('T', ' ').slice(0, 19)} />
        <Row title="哪里" note={row.areaName ?? row.areaCode ?? '不分区域'} />
        <Row title="对象" note={`${subjectWord(row.subjectType)} ${row.subjectId}`} />
        {dataWords(row).map(([k, v]) => (
          <Row key={k} title={k} note={v} />
        ))}
      </Card>
      <View className={s.buttons}>
        <Button kind="secondary" size="small" inline onPress={() => onNarrow({ id: row.subjectId })}>
          这一件的全部记录
        </Button>
        {actorId && (
          <Button kind="secondary" size="small" inline onPress={() => onNarrow({ actor: actorId })}>
            这个人的全部记录
          </Button>
        )}
        <Button kind="secondary" size="small" icon="copy" inline onPress={() => void copyText(row.subjectId, '已复制对象编号')}>
          复制对象编号
        </Button>
      </View>
    </View>
  );
}
