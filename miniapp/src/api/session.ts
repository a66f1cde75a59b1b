import Taro from '@tarojs/taro';
import type { SessionView, SmsSentView, DemoPersonView } from '@linli/shared/accounts.dto';
import { create } from 'zustand';
import { serverNow } from '@/lib/server-clock';
import { dropStored, readStored, writeStored } from '@/lib/storage';
import { isProblem, needsSignIn } from './problem';
import { wire } from './wire';

const KEY = 'session';
const weapp = process.env.TARO_ENV === 'weapp';

interface SessionState {
  session: SessionView | null;
}

export const useSession = create<SessionState>()(() => ({ session: readStored<SessionView>(KEY) }));
export const currentSession = () => useSession.getState().session;
export const usePersonId = () => useSession((s) => s.session?.personId ?? null);

const listeners = new Set<(now: string | null, before: string | null) => void>();
/** Told when another person (or nobody) is signed in: caches of the one before must go. */
export const onPersonChange = (f: (now: string | null, before: string | null) => void) => listeners.add(f);

function set(session: SessionView | null): void {
  const before = currentSession()?.personId ?? null;
  if (session) writeStored(KEY, session);
  else dropStored(KEY);
  useSession.setState({ session });
  const now = session?.personId ?? null;
  if (now !== before) listeners.forEach((f) => f(now, before));
}

let refreshing: Promise<SessionView | null> | null = null;

/** One refresh at a time; a lost answer is safe, the server gives the same successor again. Null: the session is over. */
function refresh(refreshToken: string): Promise<SessionView | null> {
  refreshing ??= wire<SessionView>('/auth/refresh', { method: 'POST', body: { refreshToken } })
    .then((s) => {
      set(s);
      return s;
    })
    .catch((e: unknown) => {
      if (!needsSignIn(e) && !isProblem(e, 'refresh_invalid')) throw e;
      // another tab may have renewed it meanwhile
      const kept = readStored<SessionView>(KEY);
      if (kept && kept.refreshToken !== refreshToken) {
        useSession.setState({ session: kept });
        return kept;
      }
      set(null);
      return null;
    })
    .finally(() => {
      refreshing = null;
    });
  return refreshing;
}

let entering: Promise<SessionView | null> | null = null;

/** WeChat knows who holds the phone: no wall, no button. A failure leaves a guest, who can read what is public. */
function enterSilently(): Promise<SessionView | null> {
  entering ??= Taro.login()
    .then(({ code }) => wire<SessionView>('/auth/wechat', { method: 'POST', body: { code } }))
    .then((s) => {
      set(s);
      return s;
    })
    .catch(() => null)
    .finally(() => {
      entering = null;
    });
  return entering;
}

/** The token to send, renewed when it is about to end; null for a guest. */
export async function accessToken(): Promise<string | null> {
  const session = currentSession() ?? (weapp && !leftByChoice() ? await enterSilently() : null);
  if (!session) return null;
  if (Date.parse(session.accessExpiresAt) - serverNow() > 20_000) return session.accessToken;
  return (await refresh(session.refreshToken))?.accessToken ?? null;
}

/** After a 401: a new token, or null when the session is over. */
export async function renewedToken(refused: string): Promise<string | null> {
  const session = currentSession();
  if (!session) return null;
  if (session.accessToken !== refused) return session.accessToken;
  return (await refresh(session.refreshToken))?.accessToken ?? (weapp ? ((await enterSilently())?.accessToken ?? null) : null);
}

const leftByChoice = () => readStored<boolean>('left') === true;

function entered(session: SessionView): SessionView {
  dropStored('left');
  set(session);
  return session;
}

export const sendSms = (phone: string) => wire<SmsSentView>('/auth/sms/send', { method: 'POST', body: { phone } });
export const enterByPhone = (phone: string, code: string) =>
  wire<SessionView>('/auth/sms/verify', { method: 'POST', body: { phone, code } }).then(entered);
export const enterByWechat = () => {
  dropStored('left');
  return enterSilently();
};
export const demoPeople = () => wire<DemoPersonView[]>('/auth/demo-people');
export const enterAsDemo = (personId: string) => wire<SessionView>('/auth/demo', { method: 'POST', body: { personId } }).then(entered);
export const replaceSession = set;

/** Leaves this phone; what this person had not sent stays here, for them alone. */
export async function leave(): Promise<void> {
  const session = currentSession();
  writeStored('left', true);
  set(null);
  if (!session) return;
  await wire('/auth/logout', { method: 'POST', body: { refreshToken: session.refreshToken }, token: session.accessToken }).catch(
    () => undefined,
  );
}
