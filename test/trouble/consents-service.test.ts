import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { another, hidden, incomplete, startGym } from './real/gym.ts';
import { formsOf } from './sightings.ts';

/** Accounts that stand nowhere else. */
const account = { clearing: '6111', account: '987654321' };
const other = { clearing: '5000', account: '7531598' };
const third = { clearing: '9020', account: '8642097' };

test('with handslag serve and BRP in XML: given, in force, modified, refused, by e-consent; nobody’s number is seen', async () => {
  const gym = await startGym('xml');
  const { service } = gym;
  const siv = await gym.visit('member-1');
  assert.deepEqual((await siv.list()).items, []);

  const given = await siv.give(account);
  assert.equal(given.status, 201);
  assert.deepEqual([given.json.state, given.json.account], ['sent_awaited', '••••••21']);
  // Bankgirot has it: the register says `none` again, and not yet active.
  await gym.passDays(1);
  assert.deepEqual(
    (await siv.list()).items.map((one: { state: string }) => one.state),
    ['sent_awaited'],
  );
  await gym.passDays(1);
  const active = await siv.until(given.json, 'active');
  assert.deepEqual([active.modifiable, active.bank, active.payer], [true, 'Handelsbanken', '••••••86']);
  await gym.untilTold('"state":"active"');

  const modified = await siv.modify(active.id, other);
  assert.deepEqual([modified.status, modified.json.state], [200, 'change_under_way']);
  const twice = await siv.modify(active.id, account);
  assert.deepEqual([twice.status, twice.json.code], [409, 'consent_not_modifiable']);
  await gym.passDays(1);
  assert.equal((await siv.until(modified.json, 'active')).account, '••••••98');

  const bo = await gym.visit('member-2', incomplete);
  const refused = await bo.give(third);
  assert.deepEqual([refused.status, refused.json.code], [422, 'payer_record_incomplete']);

  // At the counter or at home, it is the one that there is.
  const atCounter = await gym.visit('member-1-b');
  const standing = await atCounter.giveLater();
  assert.deepEqual([standing.status, standing.json.id], [200, given.json.id]);

  const ulla = await gym.visit('member-3', another);
  const awaited = await ulla.giveLater();
  assert.deepEqual([awaited.json.state, awaited.json.account], ['sent_awaited', null]);
  const [, waiting] = await gym.consents();
  await gym.giveInBank(waiting?.id ?? '', { clearingnumber: third.clearing, accountnumber: third.account });
  await gym.passDays(1);
  assert.equal((await ulla.until(awaited.json, 'active')).account, '••••••97');
  assert.equal((await ulla.list()).items.length, 1);

  const ready = await fetch(`${service.url}/readyz`);
  assert.deepEqual(await ready.json(), { ready: true, lacking: [] });

  const places = new Map([
    ['metrics', await gym.metrics()],
    ['webhooks', gym.told.join('\n')],
    ['log', service.log()],
  ]);
  assert.match(places.get('metrics') ?? '', /provider="brp",operation="modify",outcome="answered"/);
  assert.match(places.get('log') ?? '', /eft_consent\.changed/);
  for (const entry of await readdir(service.dataFolder, { withFileTypes: true })) {
    if (!entry.isFile()) continue;
    places.set(entry.name, (await readFile(join(service.dataFolder, entry.name))).toString('latin1'));
  }
  assert(places.has('store.sqlite-wal'), 'the write-ahead log is among the files');
  const secret = [...Object.values(hidden), account.account, other.account, third.account].flatMap(formsOf);
  for (const [name, held] of places) {
    assert.deepEqual(
      secret.filter((form) => held.includes(form)),
      [],
      name,
    );
  }
});

test('with BRP in JSON: killed while BRP has taken it and not answered, it is found and not given twice', async () => {
  const gym = await startGym('json');
  const siv = await gym.visit('member-1');
  await gym.trouble({ createError: 'timeout' });
  const giving = siv.give(account);
  while ((await gym.consents()).length === 0);
  gym.service.kill();
  await gym.trouble({});
  // The page asks again with the same key, and gets what it has asked for.
  const { status, json } = await giving;
  assert.equal(status, 201);
  const found = await siv.until(json, 'sent_awaited');
  assert.equal(found.account, '••••••21');
  await gym.untilTold('"state":"sent_awaited"');
  assert.deepEqual(
    (await gym.consents()).map((one) => one.accountnumber),
    [account.account],
  );
  assert.equal(gym.service.starts, 2);
});

test('a consent that the gym has to send is said to be so until its staff have sent it', async () => {
  const gym = await startGym('json', 'none');
  const siv = await gym.visit('member-1');
  const { json: given } = await siv.give(account);
  assert.deepEqual([given.state, given.modifiable], ['company_to_send', true]);
  const [consent] = await gym.consents();
  await gym.staff(consent?.id ?? '', 'send');
  const sent = await siv.until(given, 'sent_awaited');
  await gym.passDays(2);
  await siv.until(sent, 'active');
});
