import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { basic, openBrp, published, seedFile, tagOf } from './rig.ts';

const [get = '', post = '', put = ''] = (await seedFile('requests.txt')).split('\n');
const codeOf = async (answer: Response): Promise<string> => tagOf(await answer.text(), 'code');

describe('the published examples', () => {
  test('the document is answered, byte for byte', async () => {
    const { line, sandbox } = await openBrp();
    const answer = await line('GET: APIURL/autogiromedgivanden.xml?apikey=338934897438&id=23&personid=5');
    assert.equal(answer.headers.get('content-type'), 'text/xml;charset=UTF-8');
    assert.equal(await answer.text(), await seedFile('list.xml'));
    await sandbox.stop();
  });

  test('each of the three request lines is answered', async () => {
    const { line, sandbox } = await openBrp();
    assert.equal(tagOf(await (await line(get)).text(), 'id'), '1');
    const made = await (await line(post)).text();
    assert.equal(tagOf(made, 'id'), '24');
    assert.equal(tagOf(made, 'bgcaction'), 'add');
    assert.equal(tagOf(made, 'active'), 'false');
    assert.equal(tagOf(made, 'created'), '2026-11-20');
    const changed = await (await line(put)).text();
    assert.equal(tagOf(changed, 'clearingnumber'), '1111');
    assert.equal(tagOf(changed, 'bgcaction'), 'modify');
    await sandbox.stop();
  });

  test('the same exists as JSON', async () => {
    const { line, sandbox } = await openBrp();
    const answer = await line(get.replace('.xml', '.json'));
    assert.deepEqual(await answer.json(), {
      autogiromedgivanden: [
        {
          id: 1,
          payernumber: '198001012384',
          personid: 2,
          clearingnumber: '0123',
          accountnumber: '0004444',
          created: '2012-08-15',
          companyid: 1,
          companyname: 'Acme INC',
          active: true,
          bgcaction: 'none',
        },
      ],
    });
    await sandbox.stop();
  });
});

test('a list is of one person, and of one company where that is asked', async () => {
  const { line, sandbox } = await openBrp();
  const list = async (query: string) =>
    (await line(`GET: APIURL/autogiromedgivanden.xml?apikey=338934897438&${query}`)).text();
  assert.equal(await list('companyid=2&personid=2'), '<autogiromedgivanden/>\n');
  assert.equal(await list('id=23&personid=2'), '<autogiromedgivanden/>\n');
  assert.equal(tagOf(await list('companyid=1&personid=2'), 'id'), '1');
  await sandbox.stop();
});

describe('refused', () => {
  const cases: Readonly<Record<string, readonly [string, number, string]>> = {
    'a parameter that is not in the tables': [`${get}&limit=5`, 400, '1001'],
    'a parameter in upper case': [get.replace('personid', 'personId'), 400, '1001'],
    'a parameter that comes twice': [`${get}&personid=5`, 400, '1001'],
    'a list of nobody': [get.replace('&personid=2', ''), 400, '1002'],
    'a person who is not there': [get.replace('personid=2', 'personid=99'), 400, '1001'],
    'a company that is not there': [post.replace('companyid=1', 'companyid=99'), 400, '1001'],
    'no account': [post.replace('&accountnumber=555555', ''), 400, '1002'],
    'no clearing number': [post.replace('&clearingnumber=1111', ''), 400, '1002'],
    'an account with letters': [post.replace('555555', '55x'), 400, '1001'],
    'modify as the action of a new one': [post.replace('=add', '=modify'), 400, '1001'],
    'an account of one that waits for the bank': [`${post}&waitingforemedgivande=true`, 400, '1001'],
    'an action in a modification': [`${put}&bgcaction=add`, 400, '1001'],
    'a modification of another person’s': [put.replace('personid=2', 'personid=5'), 400, '1001'],
    DELETE: [get.replace('GET', 'DELETE'), 405, '1005'],
    'another resource': [get.replace('autogiromedgivanden', 'persons'), 404, '1004'],
    'another key': [get.replace('338934897438', '1'), 401, '1100'],
  };
  for (const [what, [text, status, code]] of Object.entries(cases)) {
    test(what, async () => {
      const { line, sandbox } = await openBrp();
      const answer = await line(text);
      assert.deepEqual([answer.status, await codeOf(answer)], [status, code]);
      await sandbox.stop();
    });
  }

  test('no log-on, another log-on, a body', async () => {
    const { send, sandbox } = await openBrp();
    const path = get.replace('GET: APIURL', '/sandbox/brp/api/ver2');
    for (const headers of [{}, { authorization: `Basic ${btoa('handslag@gym.example:guess')}` }]) {
      assert.equal((await send('GET', path, undefined, headers)).status, 401);
    }
    const lines = post.replace('POST: APIURL', '/sandbox/brp/api/ver2');
    const answer = await send('POST', lines, { personid: 2 }, { authorization: basic });
    assert.deepEqual([answer.status, await codeOf(answer)], [400, '1001']);
    await sandbox.stop();
  });

  test('a modification while something is to be done at the bank', async () => {
    const { line, operate, bankDays, sandbox } = await openBrp();
    for (const action of ['modify', 'delete']) {
      assert.equal((await operate('1', action)).status, 200);
      const answer = await line(put);
      assert.deepEqual([answer.status, await codeOf(answer)], [400, '1301']);
      await bankDays(1);
    }
    await sandbox.stop();
  });

  test('a new one of a person whose record is incomplete', async () => {
    const { line, send, sandbox } = await openBrp();
    await send('PUT', '/sandbox/brp/persons/2', { complete: false });
    const answer = await line(post);
    assert.deepEqual([answer.status, await codeOf(answer)], [400, '1300']);
    await send('PUT', '/sandbox/brp/persons/2', { complete: true });
    assert.equal((await line(post)).status, 200);
    await sandbox.stop();
  });
});

test('what is wrong can be said with HTTP 200 too, and in JSON', async () => {
  const { line, trouble, sandbox } = await openBrp();
  await trouble({ errorsWithOk: true });
  const answer = await line(`${get}&limit=5`);
  assert.equal(answer.status, 200);
  assert.equal(
    await answer.text(),
    '<errors><error><code>1001</code><message>Invalid parameter, limit</message><debuginfo>field=limit</debuginfo></error></errors>\n',
  );
  const json = await (await line(`${get}&limit=5`.replace('.xml', '.json'))).json();
  assert.deepEqual(json, {
    errors: [{ code: 1001, message: 'Invalid parameter, limit', debuginfo: 'field=limit' }],
  });
  await sandbox.stop();
});

test('markup in a name is text', async () => {
  const [consent] = published.consents ?? [];
  assert.ok(consent);
  const { line, sandbox } = await openBrp({
    ...published,
    consents: [{ ...consent, companyname: 'Järn & <Träning>' }],
  });
  assert.equal(tagOf(await (await line(get)).text(), 'companyname'), 'Järn &amp; &lt;Träning&gt;');
  await sandbox.stop();
});

describe('trouble', () => {
  const isMade = async (createError: string): Promise<boolean> => {
    const { line, trouble, sandbox } = await openBrp();
    await trouble({ createError });
    await line(post);
    await trouble({});
    const all = await (await line(get.replace('&id=1', ''))).text();
    await sandbox.stop();
    return all.split('<id>').length - 1 === 2;
  };

  test('a consent that was answered with an error may be there all the same', async () => {
    assert.deepEqual(
      [await isMade('before'), await isMade('throttled'), await isMade('after'), await isMade('garbled')],
      [false, false, true, true],
    );
  });

  test('the same request again is one more consent', async () => {
    const { line, sandbox } = await openBrp();
    const ids = [await line(post), await line(post)].map(async (one) => tagOf(await one.text(), 'id'));
    assert.deepEqual(await Promise.all(ids), ['24', '25']);
    await sandbox.stop();
  });

  test('a list can be unavailable, throttled, garbled, late', async () => {
    const { line, trouble, clock, sandbox } = await openBrp();
    await trouble({ readError: 'unavailable' });
    const busy = await line(get);
    assert.deepEqual([busy.status, busy.headers.get('retry-after')], [503, '2']);
    await trouble({ readError: 'throttled' });
    assert.equal((await line(get)).status, 429);
    await trouble({ readError: 'garbled' });
    assert.equal((await line(get)).headers.get('content-type'), 'text/html;charset=UTF-8');
    await trouble({ latencyMs: 3000 });
    let answered = false;
    const slow = line(get).then(() => {
      answered = true;
    });
    await clock.advance(2999);
    assert.equal(answered, false);
    await clock.advance(1);
    await slow;
    await sandbox.stop();
  });
});
