import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { FakeClock } from '../../support/fake-clock.ts';
import { openBrp, published, seedFile, tagOf } from './rig.ts';

const [get = '', post = '', put = ''] = (await seedFile('requests.txt')).split('\n');

type Rig = Awaited<ReturnType<typeof openBrp>>;

/** What the register says of one consent of person 2. */
const standing = async ({ line }: Rig, id: string): Promise<string> => {
  const xml = await (await line(get.replace('id=1', `id=${id}`))).text();
  return `${tagOf(xml, 'active')} ${tagOf(xml, 'bgcaction')}`;
};

const open = async (request: string) => {
  const rig = await openBrp();
  const id = tagOf(await (await rig.line(request)).text(), 'id');
  return { rig, id, now: () => standing(rig, id) };
};

const waiting =
  'POST: APIURL/autogiromedgivanden.xml?apikey=338934897438&personid=2&companyid=1&bgcaction=add&waitingforemedgivande=true';

describe('the bank', () => {
  test('takes a new one on the first day and answers on the second', async () => {
    const { rig, now } = await open(post);
    const seen = [await now()];
    for (const _ of [1, 2, 3]) {
      await rig.bankDays(1);
      seen.push(await now());
    }
    assert.deepEqual(seen, ['false add', 'false none', 'true none', 'true none']);
    await rig.sandbox.stop();
  });

  test('never answers for some accounts, and for what staff silence', async () => {
    const { rig, now } = await open(post.replace('555555', '550000'));
    await rig.bankDays(30);
    assert.equal(await now(), 'false none');
    await rig.sandbox.stop();
    const other = await open(post);
    await other.rig.operate(other.id, 'silence');
    await other.rig.bankDays(30);
    assert.equal(await other.now(), 'false none');
    await other.rig.sandbox.stop();
  });

  test('answers a modification and an end in a day', async () => {
    const { rig } = await open(put);
    assert.equal(await standing(rig, '1'), 'true modify');
    await rig.bankDays(1);
    assert.equal(await standing(rig, '1'), 'true none');
    await rig.operate('1', 'delete');
    assert.equal(await standing(rig, '1'), 'true delete');
    await rig.bankDays(1);
    assert.equal(await standing(rig, '1'), 'false none');
    await rig.sandbox.stop();
  });

  test('hears of one that staff must send only when they do', async () => {
    const { rig, id, now } = await open(post.replace('&bgcaction=add', ''));
    await rig.bankDays(5);
    assert.equal(await now(), 'false none');
    assert.equal((await rig.line(put.replace('id=1', `id=${id}`))).status, 200);
    assert.equal(await now(), 'false none', 'what nobody has sent is only written differently');
    await rig.operate(id, 'send');
    assert.equal(await now(), 'false add');
    assert.equal((await rig.operate(id, 'send')).status, 409);
    await rig.bankDays(2);
    assert.equal(await now(), 'true none');
    await rig.sandbox.stop();
  });

  test('has days that go by only when they are told to, and refuses odd ones', async () => {
    const { rig, now } = await open(post);
    await rig.clock.advance(86_400_000);
    assert.equal(await now(), 'false add');
    assert.deepEqual(await (await rig.bankDays(1)).json(), { bankDay: 1, underWay: 1 });
    assert.equal((await rig.bankDays(0)).status, 400);
    assert.equal((await rig.send('DELETE', '/sandbox/brp/clock')).status, 405);
    await rig.sandbox.stop();
  });
});

describe('the internet bank', () => {
  test('shows a person what waits for them, and what they give becomes active on the next day', async () => {
    const { rig, id, now } = await open(waiting);
    const list = async (person: string) =>
      (await rig.send('GET', `/sandbox/internet-bank/consents?person=${person}`)).json();
    const item = { id, person: '2', company: 'Acme INC', created: '2026-11-20', status: 'waiting' };
    assert.deepEqual(await list('2'), [item]);
    assert.deepEqual(await list('5'), []);
    await rig.bankDays(10);
    assert.equal(await now(), 'false add', 'it waits for the person, not for the bank');
    const path = `/sandbox/internet-bank/consents/${id}`;
    const later = await rig.send('POST', path, { action: 'not_now' });
    assert.equal((await later.json()).status, 'put_off');
    const give = { action: 'give', clearingnumber: '0123', accountnumber: '0007' };
    assert.equal((await (await rig.send('POST', path, give)).json()).status, 'given');
    assert.equal((await rig.send('POST', path, give)).status, 409);
    assert.equal(await now(), 'false none');
    await rig.send('POST', '/sandbox/internet-bank/clock', { bankDays: 1 });
    assert.equal(await now(), 'true none');
    const xml = await (await rig.line(get.replace('id=1', `id=${id}`))).text();
    assert.deepEqual([tagOf(xml, 'clearingnumber'), tagOf(xml, 'accountnumber')], ['0123', '0007']);
    assert.equal((await list('2'))[0].status, 'active');
    await rig.sandbox.stop();
  });

  test('a consent that waits has no account on the wire', async () => {
    const rig = await openBrp();
    const xml = await (await rig.line(waiting)).text();
    assert.deepEqual([tagOf(xml, 'clearingnumber'), tagOf(xml, 'accountnumber')], ['', '']);
    await rig.sandbox.stop();
  });

  test('knows nobody’s personal number, and no consent that does not wait in it', async () => {
    const { rig } = await open(waiting);
    const texts = await Promise.all(
      ['people', 'consents'].map(async (what) =>
        (await rig.send('GET', `/sandbox/internet-bank/${what}`)).text(),
      ),
    );
    assert.doesNotMatch(texts.join(), /\d{12}/);
    const give = { action: 'give', clearingnumber: '0123', accountnumber: '0007' };
    assert.equal((await rig.send('POST', '/sandbox/internet-bank/consents/1', give)).status, 404);
    assert.equal((await rig.send('POST', '/sandbox/internet-bank/consents/24', {})).status, 400);
    await rig.sandbox.stop();
  });
});

test('everything is still there after a restart, and is no other provider’s', async () => {
  const texts = new Map<string, string>();
  let loads = 0;
  const storage = {
    load: async () => {
      loads += 1;
      return [...texts.values()];
    },
    save: async (id: string, text: string) => void texts.set(id, text),
  };
  const clock = new FakeClock();
  const first = await openBrp(published, storage, clock);
  const id = tagOf(await (await first.line(post)).text(), 'id');
  await first.bankDays(1);
  await first.sandbox.stop();
  const second = await openBrp(published, storage, clock);
  assert.equal(loads, 2, 'once each time, however many providers there are');
  assert.equal(await standing(second, id), 'false none');
  assert.deepEqual(await (await second.bankDays(1)).json(), { bankDay: 2, underWay: 0 });
  assert.equal(await standing(second, id), 'true none');
  await second.sandbox.stop();
});
