import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { CERTIFICATE_TITLE, hoursInWords, PAPER_LABELS } from '@linli/shared/timebank-certificates';
import type { CertificateView } from '@linli/shared/timebank-certificates.dto';
import { saveCertificate, useCertificate, useCertificateAct } from '@/api/honours';
import { Button } from '@/components/button';
import { Card, Row } from '@/components/card';
import { Facts } from '@/components/facts';
import { Faces } from '@/components/faces';
import { Screen } from '@/components/screen';
import { StateTag } from '@/components/state-tag';
import { copyText } from '@/lib/copy';
import { go } from '@/lib/router';
import { ask, say } from '@/lib/say';
import { dayOf, msOf, sayFullDate, saySpan } from '@/lib/times';
import { CertificateLines } from '../../components/certificate-lines';
import { NEXT_STEPS, PATHS, STATE_LOOKS } from '../../words';
import s from '../../honours.module.scss';

/** One certificate of mine: how far it is, the paper, what it counts. */
export default function Certificate() {
  const { id = '' } = useRouter().params;
  const certificate = useCertificate(id);
  return (
    <Screen title="服务证明" footer={certificate.data?.state === 'issued' && <Save of={certificate.data} />}>
      <Faces of={certificate}>{(view) => <Whole of={view} />}</Faces>
    </Screen>
  );
}

function Save({ of: one }: { of: CertificateView }) {
  const [pending, setPending] = useState(false);
  const save = async () => {
    setPending(true);
    await saveCertificate(one.id, `${CERTIFICATE_TITLE}${one.fromDay}至${one.toDay}`)
      .then((done) => say(done, 'done'))
      .catch((e: unknown) => say(e instanceof Error ? e.message : '没有取到文件，请稍后再试', 'late'));
    setPending(false);
  };
  return (
    <Button icon="download" pending={pending} onPress={() => void save()}>
      打开证明（PDF）
    </Button>
  );
}

function Whole({ of: one }: { of: CertificateView }) {
  const acting = useCertificateAct(one.id);
  const withdraw = async () => {
    if (await ask({ title: '撤回申请？', consequence: '以后可以重新申请。', yes: '撤回', danger: true }))
      acting.mutate({ action: 'withdraw' }, { onSuccess: () => say('已撤回'), onError: (e) => say(e.message, 'late') });
  };
  const day = (at: string | null) => at && sayFullDate(dayOf(msOf(at)));
  return (
    <>
      <Card>
        <View className={s.head}>
          <Text className={s.title}>{one.communityText}</Text>
          <StateTag {...STATE_LOOKS[one.state]} word={one.stateText} />
        </View>
        <Text className={s.quiet}>{NEXT_STEPS[one.state]}</Text>
        {one.reason && <Text className={s.reason}>{`社区说：${one.reason}`}</Text>}
        <Facts
          facts={[
            ['证明编号', one.number],
            ['姓名', one.name],
            ['证件', one.paper && `${PAPER_LABELS[one.paper.kind]} ${one.paper.masked}`],
            ['志愿者编号', one.volunteerNumber],
            ['服务期间', saySpan(one.fromDay, one.toDay)],
            ['服务时长', `${one.services} 次，共 ${hoursInWords(one.minutes)}`],
            ['用途', one.note],
            ['负责人', one.head],
            ['经办人', one.handler],
            ['联系方式', one.contact],
            ['备注', one.remark],
            ['申请日期', day(one.appliedAt)],
            ['出具日期', day(one.issuedAt)],
            ['作废日期', day(one.voidedAt)],
          ]}
        />
      </Card>
      {one.number && one.checkUrl && (
        <Card flush>
          <Row
            icon="shield-check"
            title="查验页面"
            note="给别人看的就是这一页"
            onPress={() => go(PATHS.check, { number: one.number ?? '' })}
          />
          <Row icon="copy" title="复制查验链接" onPress={() => void copyText(one.checkUrl ?? '', '链接已复制')} />
        </Card>
      )}
      <CertificateLines id={one.id} />
      {one.mine && (
        <Card flush>
          <Row
            icon="message-circle-question"
            title="记录有误？"
            note="在服务记录里提出更正，社区核实后答复"
            onPress={() => go(CORRECTIONS)}
          />
        </Card>
      )}
      {one.actions.includes('withdraw') && (
        <Button kind="text" pending={acting.isPending} onPress={() => void withdraw()}>
          撤回申请
        </Button>
      )}
      {one.mine && (one.state === 'refused' || one.state === 'voided' || one.state === 'withdrawn') && (
        <Button onPress={() => go(PATHS.apply)}>重新申请</Button>
      )}
    </>
  );
}

/** Where the records are, and where one of them is objected to. */
const CORRECTIONS = '/features/timebank/pages/records/index';
