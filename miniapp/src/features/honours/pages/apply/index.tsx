import { useRef, useState } from 'react';
import { View } from '@tarojs/components';
import { hoursInWords, PAPER_KINDS, PAPER_LABELS, type PaperKind } from '@linli/shared/timebank-certificates';
import type { CertificateStartView } from '@linli/shared/timebank-certificates.dto';
import { useApplyCertificate, useCertificatePreview, useCertificateStart } from '@/api/honours';
import { fieldError } from '@/api/problem';
import { usePersonId } from '@/api/session';
import { Button } from '@/components/button';
import { Card, Row, Second } from '@/components/card';
import { Options, Select, ToggleRow } from '@/components/choice';
import { DayField } from '@/components/day-field';
import { Empty, Faces } from '@/components/faces';
import { Field, FieldError, Input } from '@/components/field';
import { Screen } from '@/components/screen';
import { SignInCard } from '@/components/sign-in-card';
import { newId } from '@/lib/ids';
import { go, swap } from '@/lib/router';
import { say } from '@/lib/say';
import { dayOf } from '@/lib/times';
import { PATHS } from '../../words';
import s from '../../honours.module.scss';

const FIELDS = ['communityCode', 'fromDay', 'toDay', 'paperNumber'] as const;
const KINDS = PAPER_KINDS.map((value) => ({ value, label: PAPER_LABELS[value] }));

/** Where, from when to when, and the first time which paper: then the community has its turn. */
export default function Apply() {
  const personId = usePersonId();
  const start = useCertificateStart();
  return (
    <Screen title="申请服务证明">
      {personId ? (
        <Faces
          of={start}
          isEmpty={(view) => !view.issuers.length}
          empty={<Empty title="还没有服务记录" text="帮了邻居、服务确认后，就能在这里申请证明。" />}
        >
          {(view) => <Form start={view} />}
        </Faces>
      ) : (
        <SignInCard text="登录后申请志愿服务记录证明。" />
      )}
    </Screen>
  );
}

function Form({ start }: { start: CertificateStartView }) {
  const id = useRef(newId());
  const [today] = useState(() => dayOf(Date.now()));
  const [communityCode, setCommunity] = useState(start.issuers[0]?.communityCode ?? '');
  const issuer = start.issuers.find((one) => one.communityCode === communityCode);
  const [fromDay, setFrom] = useState(issuer?.firstDay ?? today);
  const [toDay, setTo] = useState(today);
  const [other, setOther] = useState(start.paper === null);
  const [kind, setKind] = useState<PaperKind>('resident_id');
  const [number, setNumber] = useState('');
  const [note, setNote] = useState('');
  const preview = useCertificatePreview(communityCode && fromDay <= toDay ? { communityCode, fromDay, toDay } : null);
  const apply = useApplyCertificate();
  if (!start.name)
    return (
      <Card>
        <Empty title="先填写真实姓名" text="证明上的姓名要和证件一致。请到“我的”里填好再来。" />
        <Button onPress={() => go('/pages/me/index')}>去填写</Button>
      </Card>
    );
  const send = () =>
    apply.mutate(
      {
        id: id.current,
        communityCode,
        fromDay,
        toDay,
        ...(other ? { paperKind: kind, paperNumber: number } : {}),
        ...(note.trim() ? { note: note.trim() } : {}),
      },
      {
        onSuccess: (made) => {
          say('已提交，请带证件到社区核对', 'done');
          swap(PATHS.certificate, { id: made.id });
        },
        // Whatever is changed after a refusal is another application.
        onError: () => {
          id.current = newId();
        },
      },
    );
  const counted = preview.data;
  const elsewhere = apply.error && !FIELDS.some((field) => fieldError(apply.error, field));
  return (
    <>
      <Card title="由哪个社区开具">
        <Second>谁记录、谁开具。在几个社区服务过，就分别申请。</Second>
        <Options
          options={start.issuers.map((one) => ({
            value: one.communityCode,
            label: one.communityText,
            note: `${one.services} 次 · ${hoursInWords(one.minutes)}`,
          }))}
          value={communityCode}
          onChange={(code) => {
            setCommunity(code);
            setFrom(start.issuers.find((one) => one.communityCode === code)?.firstDay ?? fromDay);
          }}
        />
      </Card>
      <Card title="证明哪段时间">
        <Field label="从" error={fieldError(apply.error, 'fromDay')}>
          <DayField label="开始日期" value={fromDay} to={today} onChange={setFrom} />
        </Field>
        <Field label="到" error={fieldError(apply.error, 'toDay')}>
          <DayField label="结束日期" value={toDay} from={fromDay} to={today} onChange={setTo} />
        </Field>
        {counted && (
          <Second>
            {counted.services
              ? `可证明 ${counted.services} 次服务，共 ${hoursInWords(counted.minutes)}。`
              : '这段时间还没有可以证明的服务。'}
            {counted.waiting ? `另有 ${counted.waiting} 次还在公示，公示满后可以计入。` : ''}
          </Second>
        )}
      </Card>
      <Card title="证件">
        <View className={s.note}>
          <Second>{`姓名：${start.name}。号码加密保存，只用来和证件原件核对，证明上隐去中间几位。`}</Second>
        </View>
        {start.paper && (
          <>
            <Row
              icon="id-card"
              title={PAPER_LABELS[start.paper.kind]}
              note={start.paper.checked ? '已和原件核对过' : '还没有核对原件'}
              value={start.paper.masked}
            />
            <ToggleRow title="换一个证件" on={other} onChange={setOther} />
          </>
        )}
        {other && (
          <>
            <Field label="证件类型">
              <Select label="证件类型" options={KINDS} value={kind} onChange={setKind} />
            </Field>
            <Field label="证件号码" error={fieldError(apply.error, 'paperNumber')}>
              <Input label="证件号码" value={number} maxLength={24} onChange={setNumber} />
            </Field>
          </>
        )}
      </Card>
      <Card>
        <Field label="用途" optional>
          <Input label="用途" value={note} maxLength={100} placeholder="如：评优、入学" onChange={setNote} />
        </Field>
        {elsewhere && <FieldError>{apply.error.message}</FieldError>}
        <Button pending={apply.isPending} disabled={!counted?.services || (other && !number.trim())} onPress={send}>
          提交申请
        </Button>
      </Card>
    </>
  );
}
