import { View } from '@tarojs/components';
import { CERTIFICATE_STATE_LABELS, CERTIFICATE_STATES, type CertificateState } from '@linli/shared/timebank-certificates';
import { useDeskCertificates } from '@/api/honours';
import { Button } from '@/components/button';
import { Chips } from '@/components/chips';
import { Empty } from '@/components/faces';
import { List } from '@/components/list';
import { useAddress } from '@/lib/address';
import { CertificateLine } from '../../components/certificate-line';
import { CertificateMatter } from '../../components/certificate-matter';
import { TimebankFrame } from '../../components/frame';
import s from '../../certificates.module.scss';

const SHOWN = CERTIFICATE_STATES.filter((state) => state !== 'withdrawn');
const CHIPS = SHOWN.map((value) => ({ value, label: CERTIFICATE_STATE_LABELS[value] }));

/** Certificates to issue: the list, and one of them with the card to check and the paper to make. */
export default function DeskCertificates() {
  const [words, change] = useAddress(['id', 'state']);
  const state = SHOWN.find((one) => one === words.state) ?? 'applied';
  const { id } = words;
  return (
    <TimebankFrame title="开具证明" here="certificates">
      {id ? (
        <>
          <View className={s.back}>
            <Button inline kind="text" size="small" icon="arrow-left" onPress={() => change({ id: null })}>
              回到列表
            </Button>
          </View>
          <CertificateMatter key={id} id={id} />
        </>
      ) : (
        <>
          <View className={s.back}>
            <Chips label="看哪些" line chips={CHIPS} value={state} onPress={(one) => change({ state: one })} />
          </View>
          <Applications state={state} onOpen={(one) => change({ id: one })} />
        </>
      )}
    </TimebankFrame>
  );
}

function Applications({ state, onOpen }: { state: CertificateState; onOpen: (id: string) => void }) {
  const list = useDeskCertificates({ state });
  return (
    <List
      key={state}
      of={list}
      keyOf={(one) => one.id}
      empty={<Empty title={state === 'applied' ? '没有等着开具的证明' : '这里还没有'} text="居民申请后会出现在“待开具”里。" />}
    >
      {(one) => <CertificateLine of={one} onPress={() => onOpen(one.id)} />}
    </List>
  );
}
