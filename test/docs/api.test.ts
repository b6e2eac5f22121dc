import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { type Everything, startEverything } from '../../demo/serve.ts';
import { table } from '../../src/backend/edge/table.ts';
import { isFinal } from '../../src/protocol/order.ts';
import type { Route } from '../../src/protocol/route.ts';
import {
  mandateStatuses,
  paymentStatuses,
  problems,
  reasonCodes,
  stages,
  statuses,
} from '../../src/protocol/words.ts';
import { blocksOf, codesIn, tableOf } from './markdown.ts';

const path = 'docs/api.md';
const text = readFileSync(path, 'utf8');

let everything: Everything;

before(async () => {
  everything = await startEverything({ port: 0, dataDir: ':memory:' });
});

after(() => everything.stop());

/** Which keys there are, and what kind of value each has: what stays the same from run to run. */
const shapeOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== 'object' || value === null) return value === null ? null : typeof value;
  return Object.fromEntries(
    Object.entries(value)
      .sort()
      .map(([key, inner]) => [key, shapeOf(inner)]),
  );
};

const mark = '-- end of block --';

test('the commands, run one after the other, get the answers that are shown, and no refusal but the one', async (t) => {
  const blocks = blocksOf(path);
  const commands = blocks.filter(({ language }) => language === 'sh').map(({ code }) => code);
  const script = commands.join(`\necho; echo "${mark}"\n`);
  const local = script.replaceAll('http://127.0.0.1:4173', everything.urls.backend);
  const { stdout } = await promisify(execFile)('sh', ['-eu', '-c', local]).catch((error) => {
    if (![127, 'ENOENT'].includes(error.code) || process.env.CI !== undefined) throw error;
    t.skip('curl is not installed');
    return { stdout: '' };
  });
  if (stdout === '') return;
  const answers = stdout.split(mark).map((answer) => answer.trim());

  for (const [index, { language, code }] of blocks.entries()) {
    if (language !== 'json') continue;
    const asked = blocks.slice(0, index).filter((block) => block.language === 'sh').length - 1;
    assert.deepEqual(shapeOf(JSON.parse(answers[asked] ?? '')), shapeOf(JSON.parse(code)), answers[asked]);
  }
  const codes = answers.filter((answer) => answer !== '').map((answer) => JSON.parse(answer).code);
  assert.deepEqual(
    codes.filter((code) => code !== undefined),
    ['body_invalid'],
  );
});

test('every status, with what is final, every reason and every refusal is named', () => {
  const rows = tableOf(path, 'status | final');
  assert.deepEqual(
    rows.map(([status = '', final]) => [codesIn(status)[0], final === 'yes']),
    statuses.map((status) => [status, isFinal(status)]),
  );
  assert.deepEqual(codesIn(rows[0]?.[2] ?? '').slice(1), stages);

  const [payment, mandate] = tableOf(path, '| in the order in which they come').map(([, words = '']) =>
    codesIn(words),
  );
  assert.deepEqual(payment, paymentStatuses);
  assert.deepEqual(mandate, mandateStatuses);

  const reasons = /`reason\.code` is one of (.*?);/.exec(text)?.[1] ?? '';
  assert.deepEqual(codesIn(reasons), reasonCodes);

  const refusals = tableOf(path, 'status | code').flatMap(([status, codes = '']) =>
    codesIn(codes)
      .filter((code) => /^[a-z]/.test(code))
      .map((code) => [code, Number(status)]),
  );
  assert.deepEqual(
    Object.fromEntries(refusals),
    Object.fromEntries(Object.entries(problems).map(([code, [status]]) => [code, status])),
  );
});

test('every call is listed, with the token that it needs', () => {
  const listed = tableOf(path, 'call | token').map(([call = '', needs]) => [codesIn(call)[0], needs]);
  const there = Object.values<Route>(table)
    .filter(({ needs }) => needs !== 'none')
    .map(({ method, path: at, needs }) => [`${method} ${at}`, needs]);
  assert.deepEqual(listed.sort(), there.sort());
});
