import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLog } from '../../../src/backend/node/log.ts';
import type { EftConsentReading } from '../../../src/providers/eft-consent.ts';
import {
  documentWith,
  failure,
  forever,
  openScripted,
  published,
  secrets,
  seedFile,
  xml,
} from './scripted.ts';

/** The traps of the vendor's page, in the order in which they were found. */

const readOne = async (changes: Readonly<Record<string, string>>): Promise<EftConsentReading | null> => {
  const text = await documentWith({ id: '1', personid: '2', ...changes });
  return openScripted(() => xml(text)).brp.read(published.read, forever);
};

const queryOf = (line = ''): URLSearchParams => new URLSearchParams(line.split('?')[1]);

test('trap 1: account and clearing number go together, or neither goes with a waitingforemedgivande in lower case', async () => {
  const { brp, lines } = openScripted(() => xml('<autogiromedgivanden/>'));
  await failure(brp.create(published.create, forever), 'nonsense');
  await failure(brp.create({ ...published.create, account: null }, forever), 'nonsense');
  const [withAccount, waiting] = lines().map(queryOf);
  assert.equal(withAccount?.has('waitingforemedgivande'), false);
  assert.equal(withAccount?.get('clearingnumber'), '1111');
  assert.equal(withAccount?.get('accountnumber'), '555555');
  assert.equal(waiting?.get('waitingforemedgivande'), 'true');
  assert.equal(waiting?.has('clearingnumber') || waiting?.has('accountnumber'), false);
  for (const name of [...(withAccount?.keys() ?? []), ...(waiting?.keys() ?? [])]) {
    assert.equal(name, name.toLowerCase());
  }
});

test('trap 2: a PUT names no action, a refused one is told apart, and nothing is ever deleted', async () => {
  const refused = '<errors><error><code>1301</code><message>no</message></error></errors>';
  const { brp, lines } = openScripted(() => xml(refused));
  const { name, test: isTest, ...calls } = brp;
  assert.deepEqual(
    [name, isTest, Object.keys(calls).sort().join()],
    ['brp', false, 'create,list,modify,read'],
  );
  await assert.rejects(brp.modify(published.read, published.account, forever), { code: 'not_modifiable' });
  assert.equal(queryOf(lines()[0]).has('bgcaction'), false);
});

test('trap 2: modify and delete are words of answers, and a word that came later is one that we do not know', async () => {
  for (const word of ['add', 'modify', 'delete', 'none'] as const) {
    assert.equal((await readOne({ bgcaction: word }))?.action, word);
  }
  for (const word of ['pause', 'constructor', 'ADD']) {
    assert.equal((await readOne({ bgcaction: word }))?.action, 'other');
  }
});

test('trap 3: numbers are texts: a payer number of 16 digits, and leading zeros both ways', async () => {
  const told = await readOne({
    payernumber: '0111111111111111',
    clearingnumber: '0123',
    accountnumber: '0004444',
  });
  assert.deepEqual(
    [told?.payerNumber, told?.clearing, told?.account],
    ['0111111111111111', '0123', '0004444'],
  );
  const { brp, lines } = openScripted(() => xml('<autogiromedgivanden/>'));
  const account = { clearing: '0123', account: '000700' };
  await brp.create({ ...published.create, account }, forever).catch(() => {});
  await brp.modify({ id: '1', personId: '0017' }, account, forever).catch(() => {});
  for (const query of lines().map(queryOf)) {
    assert.deepEqual([query.get('clearingnumber'), query.get('accountnumber')], ['0123', '000700']);
  }
  assert.equal(queryOf(lines()[1]).get('personid'), '0017');
});

test('trap 4: an empty list may be one empty element, one consent is a list, and neither is of anybody else', async () => {
  const who = { personId: '5', companyIds: ['2'] };
  for (const text of ['<autogiromedgivanden/>', '<autogiromedgivanden></autogiromedgivanden>']) {
    assert.deepEqual(await openScripted(() => xml(text)).brp.list(who, forever), []);
  }
  const one = await seedFile('list.xml');
  assert.equal((await openScripted(() => xml(one)).brp.list(who, forever)).length, 1);
  for (const other of [
    { ...who, personId: '2' },
    { ...who, companyIds: ['1'] },
  ]) {
    const { brp, log } = openScripted(() => xml(one));
    assert.deepEqual(await brp.list(other, forever), []);
    assert.deepEqual(
      log.lines.map(({ event }) => event),
      ['brp.others_consents'],
    );
  }
  const { brp } = openScripted(() => xml(one));
  assert.equal(await brp.read({ id: '23', personId: '2' }, forever), null);
});

test('trap 5: what is told is the register’s state, and no reason', async () => {
  const told = await readOne({ active: 'false', bgcaction: 'none' });
  assert.deepEqual([told?.active, told?.action], [false, 'none']);
  for (const odd of ['1', 'True', '']) await failure(readOne({ active: odd }), 'nonsense');
});

test('trap 6: the address is never told: not when the platform repeats it, not in a log', async () => {
  const lines: string[] = [];
  const log = createLog('info', { write: (line: string) => void lines.push(line) });
  const { brp } = openScripted((request) => {
    throw new TypeError(`Failed to parse URL from ${request.url}`, {
      cause: Object.assign(new Error(request.url), { code: 'ECONNREFUSED' }),
    });
  });
  for (const call of [
    brp.create(published.create, forever),
    brp.modify(published.read, published.account, forever),
    brp.read(published.read, forever),
  ]) {
    const error = await failure(call, 'unanswered');
    assert.match(error.message, /^\w+: no answer, ECONNREFUSED$/);
    log.warn('failed', { error });
  }
  for (const secret of secrets) assert(!lines.join().includes(secret), `the log holds ${secret}`);
});

test('trap 6: nor is what the provider wrote', async () => {
  const text = '197012071234 555555 personid=2 338934897438';
  const document = `<errors><error><code>${text}</code><message>${text}</message><debuginfo>${text}</debuginfo></error></errors>`;
  const { brp, log } = openScripted(() => xml(document));
  const error = await failure(brp.create(published.create, forever), 'refused');
  assert.equal(error.message, 'create: refused with 200, ?');
  assert.deepEqual(log.lines, []);
});

test('trap 7: samples are no promises: a date is a date, a name may be missing, and what is new is passed over', async () => {
  const text = (await documentWith({ id: '1', personid: '2', created: '2015-08-15' }))
    .replace(/\s*<companyname>.*<\/companyname>/, '')
    .replace('<id>', '<lasterror>4</lasterror><id>');
  const told = await openScripted(() => xml(text)).brp.read(published.read, forever);
  assert.deepEqual([told?.createdOn, told?.companyName], ['2015-08-15', null]);
  await failure(readOne({ created: '1439596800' }), 'nonsense');
});

test('one that waits for the bank has no account: absent and empty are the same', async () => {
  const empty = await readOne({ clearingnumber: '', accountnumber: '' });
  assert.deepEqual([empty?.clearing, empty?.account], [null, null]);
  const text = (await documentWith({ id: '1', personid: '2' })).replace(
    /\s*<(clearing|account)number>.*/g,
    '',
  );
  const absent = await openScripted(() => xml(text)).brp.read(published.read, forever);
  assert.deepEqual([absent?.clearing, absent?.account], [null, null]);
});

test('an answer with the whole list is one with the new one: the newest', async () => {
  const one = await documentWith({ personid: '2', companyid: '1' });
  const item = one.slice(one.indexOf('  <'), one.lastIndexOf('</autogiromedgivanden>'));
  const three = ['9', '10', '8'].map((id) => item.replace('<id>23<', `<id>${id}<`)).join('');
  const { brp } = openScripted(() => xml(`<autogiromedgivanden>${three}</autogiromedgivanden>`));
  assert.equal((await brp.create(published.create, forever)).id, '10');
});
