import Taro from '@tarojs/taro';
import { type PatrolMessage, PatrolQueue, runningPatrol } from './patrol-queue';
import { dropStored, readStored, writeStored } from './storage';

let next = 0;
const newId = () => `id-${++next}`;
const point = (second: number) => ({
  at: new Date(Date.UTC(2026, 10, 21, 1, 0, second)).toISOString(),
  lng: 106.5,
  lat: 29.5,
  accuracyMetres: 8,
});
const start = (patrolId: string, at = '2026-11-21T01:00:00.000Z'): PatrolMessage => ({ id: newId(), patrolId, at, kind: 'start' });
const pointsOf = (m: PatrolMessage | undefined) => (m?.kind === 'track' ? m.points.length : -1);

beforeEach(() => Taro.clearStorageSync());

test('what was noted is there after a restart, in its order', () => {
  const queue = new PatrolQueue('p1');
  queue.add(start('w1'));
  queue.addPoint('w1', point(0), newId);
  queue.addPoint('w1', point(15), newId);
  queue.add({ id: newId(), patrolId: 'w1', at: '2026-11-21T01:01:00.000Z', kind: 'pause' });
  const again = new PatrolQueue('p1').all();
  expect(again.map((m) => m.kind)).toEqual(['start', 'track', 'pause']);
  expect(pointsOf(again[1])).toBe(2);
});

test('a batch takes a hundred points, the next one the rest', () => {
  const queue = new PatrolQueue('p1');
  for (let i = 0; i < 250; i++) queue.addPoint('w1', point(i), newId);
  expect(queue.all().map(pointsOf)).toEqual([100, 100, 50]);
});

test('a closed batch never changes: its id stands for exactly its points', () => {
  const queue = new PatrolQueue('p1');
  queue.addPoint('w1', point(0), newId);
  queue.seal();
  queue.addPoint('w1', point(15), newId);
  expect(queue.all().map(pointsOf)).toEqual([1, 1]);
});

test('points of another patrol begin another batch', () => {
  const queue = new PatrolQueue('p1');
  queue.addPoint('w1', point(0), newId);
  queue.addPoint('w2', point(15), newId);
  expect(queue.all().map((m) => m.patrolId)).toEqual(['w1', 'w2']);
});

test('two people on one phone have two queues', () => {
  new PatrolQueue('p1').add(start('w1'));
  expect(new PatrolQueue('p2').all()).toEqual([]);
  expect(new PatrolQueue('p1').size).toBe(1);
});

test('what was sent is gone, also from the store', () => {
  const queue = new PatrolQueue('p1');
  const message = start('w1');
  queue.add(message);
  queue.drop(message.id);
  expect(queue.first()).toBeNull();
  expect(readStored(`patrol:p1:${message.id}`)).toBeNull();
});

test('an entry the phone lost does not block those after it', () => {
  const queue = new PatrolQueue('p1');
  const [lost, kept] = [start('w1'), start('w2')];
  queue.add(lost);
  queue.add(kept);
  dropStored(`patrol:p1:${lost.id}`);
  expect(queue.first()).toEqual(kept);
});

test('after seven days the server takes it no more, to the millisecond', () => {
  const queue = new PatrolQueue('p1');
  queue.add(start('w1', '2026-11-14T01:00:00.000Z'));
  queue.add(start('w2', '2026-11-14T01:00:00.001Z'));
  expect(queue.dropOld(Date.parse('2026-11-21T01:00:00.001Z'))).toBe(1);
  expect(queue.all().map((m) => m.patrolId)).toEqual(['w2']);
});

test('a damaged index is an empty queue, not a crash', () => {
  writeStored('patrol:p1', null);
  expect(new PatrolQueue('p1').all()).toEqual([]);
});

describe('the patrol as the person knows it', () => {
  const walking = { id: 'w1', state: 'walking' as const, startedAt: '2026-11-21T01:00:00.000Z' };
  const step = (kind: 'pause' | 'resume' | 'end', patrolId = 'w1'): PatrolMessage => ({
    id: newId(),
    patrolId,
    at: '2026-11-21T02:00:00.000Z',
    kind,
  });

  test.each([
    ['nothing known', null, [], null],
    ['what the server says', walking, [], walking],
    ['ended by the server', { ...walking, state: 'ended' as const }, [], null],
    ['paused without signal', walking, [step('pause')], { ...walking, state: 'paused' }],
    ['paused and on again', walking, [step('pause'), step('resume')], walking],
    ['ended without signal', walking, [step('end')], null],
    ['begun without signal', null, [start('w2')], { id: 'w2', state: 'walking', startedAt: '2026-11-21T01:00:00.000Z' }],
    ['ended and another begun', walking, [step('end'), start('w2')], { id: 'w2', state: 'walking', startedAt: '2026-11-21T01:00:00.000Z' }],
    ['a step of an older one', walking, [step('end', 'w0')], walking],
  ])('%s', (_name, server, waiting, expected) => {
    expect(runningPatrol(server, waiting)).toEqual(expected);
  });
});
