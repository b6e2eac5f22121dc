import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { longestWait, nextTry, triedFor } from '../../../src/backend/webhooks/schedule.ts';

const second = 1000;
const hour = 3600 * second;
const almostOne = 1 - Number.EPSILON;

test('the longest waits are those that the page for shops names', () => {
  const [, list = ''] =
    /wait is at most (.*?), and then/s.exec(readFileSync('docs/webhooks.md', 'utf8')) ?? [];
  const units = { s: second, min: 60 * second, h: hour } as const;
  const named = list.split(/,\s+/).map((wait) =>
    [...wait.matchAll(/(\d+) (s|min|h)/g)].reduce((sum, [, n, unit]) => {
      assert(unit === 's' || unit === 'min' || unit === 'h');
      return sum + Number(n) * units[unit];
    }, 0),
  );
  assert.deepEqual(named, [1, 2, 3, 4, 5, 6, 7, 8].map(longestWait));
  assert.equal(longestWait(9), 6 * hour);
  assert.equal(longestWait(1000), 6 * hour);
});

const tries: readonly (readonly [what: string, args: Parameters<typeof nextTry>, expected: number | null])[] =
  [
    ['at once, by the luck of the draw', [100, 0, 1, null, 0], 100],
    ['after the longest wait, by bad luck', [100, 0, 1, null, almostOne], 100 + 5 * second],
    ['when the endpoint asked, if that is later', [100, 0, 1, 7 * second, almostOne], 100 + 7 * second],
    ['not sooner because the endpoint asked', [100, 0, 1, 0, almostOne], 100 + 5 * second],
    ['once more when the time is over', [triedFor - 1, 0, 30, null, almostOne], triedFor],
    [
      'when the endpoint asked, even if the time is over then',
      [triedFor - 1, 0, 9, hour, 0],
      triedFor - 1 + hour,
    ],
    ['never, after the last try', [triedFor, 0, 30, hour, 0], null],
  ];
for (const [what, args, expected] of tries) {
  test(`is tried again ${what}`, () => assert.equal(nextTry(...args), expected));
}
