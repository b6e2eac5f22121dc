import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runs, sideBySide, some } from '../runs.ts';
import { type Death, type Effort, type Life, live, lives } from './life.ts';

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

/** Each durable step is a commit, a call of the bank or a webhook; one can die on either side of it. */
const steps = ({ commits, calls, webhooks }: Effort): readonly Death[] => [
  ...(['commit', 'call'] as const).flatMap((at) =>
    upTo(at === 'commit' ? commits : calls).flatMap((n): Death[] => [
      { at, n, when: 'before' },
      { at, n, when: 'after' },
    ]),
  ),
  ...upTo(webhooks).map((n): Death => ({ at: 'webhook', n })),
];

/** Lives through all of them, and says in how many somebody died: a life may be over before its death comes. */
const liveAll = async (all: readonly (readonly [Life, Death])[]): Promise<void> => {
  let died = 0;
  await sideBySide(all, 4, async ([life, death]) => {
    const { starts } = await live(life, death);
    if (starts > 1) died += 1;
  });
  console.log(`${died} of ${all.length} were killed, and started again`);
  assert(died > all.length / 2);
};

const efforts = new Map<Life, Effort>();

for (const life of lives) {
  test(`${life.what} comes to its end when nobody dies: ${life.ends}`, async () => {
    const effort = await live(life);
    assert.equal(effort.starts, 1);
    efforts.set(life, effort);
  });
}

test('killed at any of its durable steps and started again, all agree, and there is one charge', async () => {
  const all = [...efforts].flatMap(([life, effort]) => steps(effort).map((death) => [life, death] as const));
  await liveAll(some(all, runs('deaths at durable steps', 12, all.length)));
});

test('killed at any moment and started again, all agree, and there is one charge', async () => {
  const all = [...efforts];
  const moments = upTo(runs('deaths at random moments', 12, 200)).map((n) => {
    const [life, { ms }] = all[n % all.length] ?? assert.fail('no life');
    return [life, { at: 'moment', ms: Math.random() * ms }] as const;
  });
  await liveAll(moments);
});
