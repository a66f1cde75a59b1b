import { useState } from 'react';
import { View } from '@tarojs/components';
import { useDidShow, usePullDownRefresh } from '@tarojs/taro';
import Taro from '@tarojs/taro';
import { keptToday, usePatrol, useToday } from '@/api/patrols';
import { OfflineError } from '@/api/problem';
import { askToBeTold } from '@/api/notifications';
import { usePersonId } from '@/api/session';
import { Button } from '@/components/button';
import { Card, Row } from '@/components/card';
import { ErrorFace, Skeleton } from '@/components/faces';
import { useNavigate } from '@/components/navigate';
import { useScanner } from '@/components/scanner';
import { Screen } from '@/components/screen';
import { go } from '@/lib/router';
import { say } from '@/lib/say';
import { serverNow } from '@/lib/server-clock';
import { dayOf } from '@/lib/times';
import { CheckpointList } from '../../components/checkpoint-list';
import { CodeSheet } from '../../components/code-sheet';
import { TrackConsent } from '../../components/consent-sheet';
import { PatrolRow } from '../../components/patrol-row';
import { ScanResult } from '../../components/scan-result';
import { joined, SpanList } from '../../components/span-list';
import { WalkCard } from '../../components/walk-card';
import { WalkNotes } from '../../components/walk-notes';
import { checkpointCode, useWalking } from '../../walk';
import s from './today.module.scss';

const REPORT = '/features/reports/pages/new/index';

export default function Today() {
  const person = usePersonId();
  const asked = useToday();
  const today = asked.data ?? (asked.error instanceof OfflineError ? keptToday(person, dayOf(serverNow())) : null);
  const walk = useWalking(today);
  const detail = usePatrol(today?.current?.id ?? null).data;
  const way = useNavigate();
  const [code, setCode] = useState<string | null>(null);
  const [typing, setTyping] = useState(false);
  const take = (read: string) => {
    const found = checkpointCode(read);
    setTyping(false);
    if (found) setCode(found);
    else say('这不是巡查点的二维码', 'late');
  };
  const scanner = useScanner(take);
  useDidShow(() => void asked.refetch());
  usePullDownRefresh(() => void asked.refetch().finally(() => Taro.stopPullDownRefresh()));

  const photograph = () => go(REPORT, walk.running ? { patrolId: walk.running.id } : {});
  const arrive = (nothingFound: boolean) => {
    if (code) walk.scan(code, nothingFound);
    setCode(null);
    if (nothingFound) say('已记下：未发现问题', 'done');
    else photograph();
  };
  const uncounted = joined(detail?.spans ?? []).filter((span) => !span.counted && span.seconds >= 60);
  const known = today !== null || asked.error instanceof OfflineError || walk.running !== null;

  return (
    <Screen
      title="今天的巡查"
      footer={
        <View className={s.thumb}>
          {walk.running && (
            <View className={s.half}>
              <Button kind="secondary" icon="scan-line" onPress={scanner.scan}>
                扫巡查点
              </Button>
            </View>
          )}
          <View className={s.half}>
            <Button icon="camera" kind={walk.running ? 'primary' : 'secondary'} onPress={photograph}>
              拍照上报
            </Button>
          </View>
        </View>
      }
    >
      {!known && asked.error && <ErrorFace error={asked.error} onRetry={() => void asked.refetch()} />}
      {!known && !asked.error && <Skeleton rows={2} picture />}
      {known && (
        <>
          <WalkCard
            today={today}
            running={walk.running}
            onStart={() => {
              void askToBeTold(['task', 'late']);
              walk.start();
            }}
            onPause={walk.pause}
            onResume={walk.resume}
            onEnd={() => void walk.end()}
          />
          <WalkNotes
            walking={walk.running?.state === 'walking'}
            consented={walk.consented}
            trouble={walk.trouble}
            waiting={walk.unsent}
            refused={walk.refused}
            onConsent={walk.consent.ask}
            onSend={walk.send}
            onRead={walk.forget}
          />
          {uncounted.length > 0 && (
            <Card title={`未计入 ${today?.current?.uncountedMinutes ?? 0} 分钟`}>
              <SpanList spans={uncounted} />
            </Card>
          )}
          {today && <CheckpointList checkpoints={today.checkpoints} onOpen={(c) => way.go(c.position, c.name)} />}
          {walk.running && process.env.TARO_ENV !== 'h5' && (
            <Button kind="text" icon="keyboard" onPress={() => setTyping(true)}>
              扫不出来？输入编号
            </Button>
          )}
          {today && today.patrols.length > 0 && (
            <Card title="今天走过的" flush>
              {today.patrols.map((p) => (
                <PatrolRow key={p.id} patrol={p} />
              ))}
            </Card>
          )}
          <Card flush>
            <Row
              icon="clipboard-check"
              title="待核查"
              note="看看修好的是不是真的好了"
              onPress={() => go('/features/patrols/pages/checks/index')}
            />
            <Row icon="calendar-days" title="本月巡查" onPress={() => go('/features/patrols/pages/month/index')} />
            <Row icon="calendar" title="请假" onPress={() => go('/features/patrols/pages/leaves/index')} />
          </Card>
        </>
      )}
      {scanner.view}
      {way.view}
      <CodeSheet open={typing} onClose={() => setTyping(false)} onCode={take} />
      <ScanResult open={code !== null} onClose={() => setCode(null)} onNothing={() => arrive(true)} onProblem={() => arrive(false)} />
      <TrackConsent
        open={walk.consent.asking}
        pending={walk.consent.pending}
        onAgree={() => void walk.consent.agree()}
        onWithout={walk.consent.without}
        onClose={walk.consent.close}
      />
    </Screen>
  );
}
