import { useEffect, useState } from 'react';
import type { PatrolTodayView } from '@linli/shared/patrols.dto';
import { useMe, useSetConsent } from '@/api/me';
import { forgetRefusal, note, sendWaiting, stopTrack, track, useWalk } from '@/api/patrol-walk';
import { usePersonId } from '@/api/session';
import { tick } from '@/lib/haptics';
import { newId } from '@/lib/ids';
import { type RunningPatrol, runningPatrol } from '@/lib/patrol-queue';
import { ask, say } from '@/lib/say';
import { readStored, writeStored } from '@/lib/storage';
import { latestPosition } from '@/lib/tracker';

/** The ten letters at the end of what a checkpoint's QR says, or of what somebody typed. */
export function checkpointCode(read: string): string | null {
  return /(?:^|[^0-9A-Za-z])([0-9A-Za-z]{10})\/?$/.exec(read.trim())?.[1] ?? null;
}

const now = () => new Date().toISOString();

/** The patrol of the person at this phone, with or without signal. */
export function useWalking(today: PatrolTodayView | null) {
  const { waiting, stuck, trouble, refused, tracking } = useWalk();
  const consents = useMe().data?.consents;
  const setConsent = useSetConsent();
  const [asking, setAsking] = useState<'start' | 'later' | null>(null);
  const running = runningPatrol(today?.current, waiting);
  const consent = consents?.find((c) => c.purpose === 'patrol_track');
  const person = usePersonId();
  // without signal after a restart the phone still knows what was agreed to
  const consented = consent ? consent.granted : readStored<boolean>(`track-consent:${person}`) === true;
  useEffect(() => {
    if (consent && person) writeStored(`track-consent:${person}`, consent.granted);
  }, [consent, person]);
  const walkingId = running?.state === 'walking' ? running.id : null;

  // also after a reload: who was walking goes on walking
  useEffect(() => {
    if (walkingId && consented) track(walkingId);
    else stopTrack();
  }, [walkingId, consented]);

  const begin = () => {
    const patrolId = newId();
    const at = now();
    if (note({ id: newId(), patrolId, at, kind: 'start' })) tick();
    else say('手机存储满了，没能开始。请清理空间后再试。', 'late');
  };
  const step = (kind: 'pause' | 'resume' | 'end', patrol: RunningPatrol) => {
    if (kind !== 'resume') stopTrack();
    note({ id: newId(), patrolId: patrol.id, at: now(), kind });
  };
  const agree = async () => {
    const starting = asking === 'start';
    try {
      await setConsent.mutateAsync({ purpose: 'patrol_track', granted: true });
    } catch (error) {
      say(error instanceof Error ? error.message : '没有保存，请再试一次', 'late');
      return;
    }
    setAsking(null);
    if (starting) begin();
  };

  return {
    running,
    /** what could not be sent for want of signal */
    unsent: stuck ? waiting.length : 0,
    trouble,
    refused,
    tracking,
    consented,
    consent: {
      asking: asking !== null,
      pending: setConsent.isPending,
      ask: () => setAsking('later'),
      agree,
      without: () => {
        const starting = asking === 'start';
        setAsking(null);
        if (consent && !consent.at) setConsent.mutate({ purpose: 'patrol_track', granted: false });
        if (starting) begin();
      },
      close: () => setAsking(null),
    },
    // asked at the first patrol, not before and not again
    start: () => (consent && consent.at === null ? setAsking('start') : begin()),
    pause: () => running && step('pause', running),
    resume: () => running && step('resume', running),
    end: async () => {
      if (!running) return;
      const yes = await ask({
        title: '结束这次巡查？',
        consequence: '结束后不能继续，今天还可以再开始一次，时长会加在一起。',
        yes: '结束',
      });
      if (yes) step('end', running);
    },
    scan: (code: string, nothingFound: boolean) => {
      if (!running) return;
      const position = latestPosition();
      if (note({ id: newId(), patrolId: running.id, at: now(), kind: 'scan', code, nothingFound, ...(position && { position }) })) tick();
    },
    send: () => void sendWaiting(),
    forget: forgetRefusal,
  };
}
