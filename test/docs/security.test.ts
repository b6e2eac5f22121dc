import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { requestsPerSession as requestsForApproval } from '../../src/backend/collection/create.ts';
import { BackendConfig, RateLimits } from '../../src/backend/config.ts';
import { kitFiles } from '../../src/backend/node/kit/kit.ts';
import { integrityPolicy } from '../../src/backend/node/kit/snippets.ts';
import { leeway, lifetimes } from '../../src/backend/oauth/lifetimes.ts';
import { unusedDebtorKept } from '../../src/backend/session/debtor.ts';
import { keptFor } from '../../src/backend/webhooks/schedule.ts';
import { codesIn, tableOf } from './markdown.ts';

const path = 'docs/security.md';
const text = readFileSync(path, 'utf8');

const hour = 3_600_000;
const day = 24 * hour;

/** A number that stands in a source and nowhere else. */
const numberIn = (file: string, name: string): number => {
  const [, expression = ''] =
    new RegExp(`const ${name} = ([\\d_ *]+);`).exec(readFileSync(file, 'utf8')) ?? [];
  return expression
    .split('*')
    .map((factor) => Number(factor.replaceAll('_', '')))
    .reduce((product, factor) => product * factor, 1);
};

test('what is kept is kept as long as the page says', () => {
  const debtorKept = BackendConfig.shape.debtorKeptSeconds.parse(undefined) * 1000;
  const [number, , idempotency, , , webhooks] = tableOf(path, 'what | where | for how long').map(
    (row) => row[2],
  );
  assert.equal(
    number,
    `${debtorKept / hour} hour after the payment has ended (\`debtorKeptSeconds\`); ${unusedDebtorKept / hour} hours after it was given, where nothing was sent`,
  );
  assert.equal(idempotency, `${numberIn('src/backend/collection/idempotency.ts', 'kept') / hour} hours`);
  const secretsKept = /const hour = 3600 \* second;[\s\S]*const secretsKept = (\d+) \* 24 \* hour;/.exec(
    readFileSync('src/backend/onboarding/follow.ts', 'utf8'),
  );
  const ofMerchants = tableOf(path, 'what | where | for how long').filter(([what]) =>
    /of a merchant/.test(what ?? ''),
  );
  assert.equal(ofMerchants.length, 2);
  for (const [, , kept] of ofMerchants)
    assert.match(kept ?? '', new RegExp(`at most ${secretsKept?.[1]} days`));
  assert.equal(
    webhooks,
    `${keptFor.delivered / day} days once delivered, ${keptFor.undelivered / day} days if they could not be`,
  );
});

test('the limits are those of the code', () => {
  const { requestsPerSession, requestsPerClient, tokensPerClient } = RateLimits.parse({});
  assert.deepEqual(
    tableOf(path, 'limit').map(([, value]) => value),
    [
      [requestsPerSession, requestsPerClient, tokensPerClient].join(', '),
      String(requestsForApproval),
      String(numberIn('src/backend/oauth/routes.ts', 'failuresPerMinute')),
      String(numberIn('src/backend/app.ts', 'bodyBytes')),
      [lifetimes.session, lifetimes.server].join(', '),
    ],
  );
  assert.ok(text.includes(`(${leeway} seconds of leeway)`));
  assert.ok(
    text.includes(
      `good for ${lifetimes.session / 60} minutes, a server token for ${lifetimes.server / 3600} hour`,
    ),
  );
});

test('every file of the kit is named, and the policy that asks for hashes is the kit’s', () => {
  const facts = { publicUrl: 'https://pay.example', debtorKeptSeconds: 0, logAddresses: false };
  const composed = [...kitFiles(facts, { version: '1', pinned: 'x.js', scripts: [] }).keys()];
  const files = [...composed, 'scripts.json', 'integrity.json'].filter((name) => !/index|css/.test(name));
  const named = tableOf(path, 'file').flatMap(([cell = '']) => codesIn(cell));
  assert.deepEqual([...named].sort(), files.map((name) => `/kit/${name}`).sort());
  assert.ok(text.includes(`Integrity-Policy: ${integrityPolicy}`));
});
