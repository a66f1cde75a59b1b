import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { CERTIFICATE_TITLE, hoursInWords, PAPER_LABELS } from '@linli/shared/timebank-certificates';
import type { CertificateView } from '@linli/shared/timebank-certificates.dto';
import { saveCertificate, useCertificate, useCertificateLines } from '@/api/honours';
import { Button } from '@/components/button';
import { Card, Second } from '@/components/card';
import { Empty, Faces } from '@/components/faces';
import { Facts } from '@/components/facts';
import { List } from '@/components/list';
import { StateTag } from '@/components/state-tag';
import { say } from '@/lib/say';
import { dayOf, msOf, sayFullDate, saySpan } from '@/lib/times';
import { LOOKS } from './certificate-line';
import { CheckSheet, IssueSheet, ReasonSheet } from './certificate-sheets';
import s from '../certificates.module.scss';

/** One application: who, which services, the card, the paper. */
export function CertificateMatter({ id }: { id: string }) {
  const certificate = useCertificate(id);
  return (
    <Faces of={certificate}>
      {(one) => (
        <>
          <Whole of={one} />
          <Lines id={id} />
        </>
      )}
    </Faces>
  );
}

const dayText = (at: string) => sayFullDate(dayOf(msOf(at)));

type Doing = 'check' | 'issue' | 'refuse' | 'void';

function Whole({ of: one }: { of: CertificateView }) {
  const [doing, setDoing] = useState<Doing | null>(null);
  const may = (action: Doing) => one.actions.includes(action);
  const close = () => setDoing(null);
  const save = () =>
    void saveCertificate(one.id, CERTIFICATE_TITLE)
      .then((done) => say(done, 'done'))
      .catch((e: unknown) => say(e instanceof Error ? e.message : '没有取到文件，请稍后再试', 'late'));
  return (
    <Card>
      <View className={s.head}>
        <Text className={s.title}>{one.name}</Text>
        <StateTag {...LOOKS[one.state]} word={one.stateText} />
      </View>
      <Facts
        facts={[
          ['社区', one.communityText],
          ['期间', saySpan(one.fromDay, one.toDay)],
          ['时长', `${one.services} 次，共 ${hoursInWords(one.minutes)}`],
          ['用途', one.note],
          ['证件', one.paper && `${PAPER_LABELS[one.paper.kind]} ${one.paper.masked}`],
          ['核对', one.paper?.checked ? '已核对原件' : '还没有核对原件'],
          ['编号', one.number],
          ['志愿者编号', one.volunteerNumber],
          ['负责人', one.head],
          ['经办人', one.handler],
          ['联系方式', one.contact],
          ['备注', one.remark],
          ['原因', one.reason],
          ['申请', dayText(one.appliedAt)],
          ['出具', one.issuedAt && dayText(one.issuedAt)],
          ['作废', one.voidedAt && dayText(one.voidedAt)],
        ]}
      />
      {one.mine && <Second>这是您自己的申请，要由同事经办。</Second>}
      <View className={s.ways}>
        {may('check') && !one.paper?.checked && (
          <Button inline icon="id-card" onPress={() => setDoing('check')}>
            核对证件
          </Button>
        )}
        {may('issue') && one.paper?.checked && (
          <Button inline icon="badge-check" onPress={() => setDoing('issue')}>
            开具证明
          </Button>
        )}
        {one.state === 'issued' && (
          <Button inline icon="printer" onPress={save}>
            打开证明
          </Button>
        )}
        {may('refuse') && (
          <Button inline kind="secondary" onPress={() => setDoing('refuse')}>
            不予开具
          </Button>
        )}
        {may('void') && (
          <Button inline kind="danger" onPress={() => setDoing('void')}>
            作废
          </Button>
        )}
      </View>
      {doing === 'check' && <CheckSheet of={one} onClose={close} />}
      {doing === 'issue' && <IssueSheet of={one} onClose={close} />}
      {(doing === 'refuse' || doing === 'void') && <ReasonSheet of={one} action={doing} onClose={close} />}
    </Card>
  );
}

function Lines({ id }: { id: string }) {
  const lines = useCertificateLines(id);
  return (
    <Card title="服务明细">
      <List of={lines} keyOf={(line) => line.recordId} empty={<Empty title="没有可以计入的服务" text="公示期内的不计入。" />}>
        {(line) => (
          <View className={s.line}>
            <View className={s.lineWords}>
              <Text>{line.title}</Text>
              <Text className={s.quiet}>{sayFullDate(line.day)}</Text>
            </View>
            <Text className={s.figure}>{hoursInWords(line.minutes)}</Text>
          </View>
        )}
      </List>
    </Card>
  );
}
