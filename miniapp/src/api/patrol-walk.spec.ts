import Taro from '@tarojs/taro';
import type { PatrolMessage } from '@/lib/patrol-queue';
import { note, sendWaiting, useWalk, walkAs } from './patrol-walk';

class Refused extends Error {}
class Offline extends Error {}

let sent: string[] = [];
let answer: (m: PatrolMessage) => Promise<void>;
const heard = jest.fn();
const wire = {
  send: async (m: PatrolMessage) => {
    await answer(m);
    sent.push(m.id);
  },
  judge: (e: unknown): 'keep' | { sentence: string } => (e instanceof Refused ? { sentence: e.message } : 'keep'),
  onHeard: heard,
};
const message = (id: string, kind: 'start' | 'pause' | 'end' = 'pause'): PatrolMessage => ({
  id,
  patrolId: 'w1',
  at: new Date().toISOString(),
  kind,
});
const waiting = () => useWalk.getState().waiting.map((m) => m.id);

beforeEach(async () => {
  walkAs(null, wire);
  await sendWaiting();
  Taro.clearStorageSync();
  sent = [];
  answer = () => Promise.resolve();
  heard.mockClear();
  walkAs('p1', wire);
  await sendWaiting();
});
afterAll(() => walkAs(null, wire));

test('sends in the order it happened and keeps nothing that was heard', async () => {
  ['a', 'b', 'c'].forEach((id) => note(message(id)));
  await sendWaiting();
  await sendWaiting();
  expect(sent).toEqual(['a', 'b', 'c']);
  expect(waiting()).toEqual([]);
  expect(heard).toHaveBeenCalled();
});

test('without signal nothing is lost, and nothing overtakes', async () => {
  answer = () => Promise.reject(new Offline());
  note(message('a', 'start'));
  note(message('b', 'end'));
  await sendWaiting();
  expect(waiting()).toEqual(['a', 'b']);
  answer = () => Promise.resolve();
  await sendWaiting();
  expect(sent).toEqual(['a', 'b']);
});

test('a refusal is said in the words of the server and does not block the rest', async () => {
  answer = (m) => (m.id === 'a' ? Promise.reject(new Refused('没有这个巡查点')) : Promise.resolve());
  note(message('a'));
  note(message('b'));
  await sendWaiting();
  await sendWaiting();
  expect(useWalk.getState().refused).toBe('没有这个巡查点');
  expect(sent).toEqual(['b']);
});

test('what the first person left is not sent by the second, and goes out when the first is back', async () => {
  answer = () => Promise.reject(new Offline());
  note(message('mine'));
  await sendWaiting();
  answer = () => Promise.resolve();
  walkAs('p2', wire);
  await sendWaiting();
  expect(sent).toEqual([]);
  expect(waiting()).toEqual([]);
  walkAs('p1', wire);
  await sendWaiting();
  expect(sent).toEqual(['mine']);
});

test('a change of person in the middle of sending ends the sending', async () => {
  note(message('a'));
  await sendWaiting();
  sent = [];
  answer = async (m) => {
    await Promise.resolve();
    if (m.id === 'b') walkAs('p2', wire);
  };
  note(message('b'));
  note(message('c'));
  await sendWaiting();
  await sendWaiting();
  expect(sent).toEqual(['b']);
});
