import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { apiKey, documentWith, forever, openScripted, published, seedFile, xml } from './scripted.ts';

const [get, post, put] = (await seedFile('requests.txt')).split('\n');
const document = await seedFile('list.xml');

/** As published, but of consent 1, of person 2 and company 1, of whom the request lines speak. */
const ours = await documentWith({ id: '1', personid: '2', companyid: '1' });

describe('the published examples', () => {
  test('the GET is sent to the letter', async () => {
    const { brp, lines } = openScripted(() => xml(ours));
    await brp.read(published.read, forever);
    assert.deepEqual(lines(), [get]);
  });

  test('the POST is sent to the letter', async () => {
    const { brp, lines, asked } = openScripted(() => xml(ours));
    await brp.create(published.create, forever);
    assert.deepEqual(lines(), [post]);
    assert.equal(asked[0]?.body, '');
  });

  test('the PUT is sent to the letter', async () => {
    const { brp, lines } = openScripted(() => xml(ours));
    await brp.modify(published.read, published.account, forever);
    assert.deepEqual(lines(), [put]);
  });

  test('the document is read in our words', async () => {
    const { brp } = openScripted(() => xml(document));
    assert.deepEqual(await brp.list({ personId: '5', companyIds: ['2'] }, forever), [
      {
        id: '23',
        personId: '5',
        companyId: '2',
        companyName: 'Bolag 1',
        payerNumber: '197012071234',
        clearing: '4444',
        account: '4444444',
        createdOn: '2012-08-15',
        active: true,
        action: 'none',
      },
    ]);
  });
});

test('a list is asked for of each company, and one without an account in the published order', async () => {
  const { brp, lines } = openScripted(() => xml('<autogiromedgivanden/>'));
  await brp.list({ personId: '2', companyIds: ['4', '05'] }, forever);
  await brp.create({ ...published.create, account: null, action: 'none' }, forever).catch(() => {});
  const start = `APIURL/autogiromedgivanden.xml?apikey=${apiKey}&personid=2&companyid=`;
  assert.deepEqual(lines(), [
    `GET: ${start}4`,
    `GET: ${start}05`,
    `POST: ${start}1&bgcaction=none&waitingforemedgivande=true`,
  ]);
});

test('key and log-on go with every call: the key in the query, the log-on in the header, in UTF-8', async () => {
  const { brp, asked } = openScripted(() => xml(ours), { apiKey: 'a&b=c d' });
  await brp.read(published.read, forever);
  assert.match(asked[0]?.line ?? '', /\?apikey=a%26b%3Dc%20d&id=1&/);
  const [, credentials = ''] = /^Basic (.+)$/.exec(asked[0]?.authorization ?? '') ?? [];
  assert.equal(Buffer.from(credentials, 'base64').toString(), 'handslag@gym.example:pässword');
});

test('a redirect is not followed: key and account would go with it', async () => {
  let redirect = '';
  const { brp } = openScripted((request) => {
    redirect = request.redirect;
    return new Response(null, { status: 302, headers: { location: 'https://elsewhere.example/' } });
  });
  await assert.rejects(brp.read(published.read, forever), { failure: 'nonsense' });
  assert.equal(redirect, 'manual');
});

describe('as JSON', () => {
  const item = {
    id: 1,
    payernumber: '0197012071234000',
    personid: 2,
    clearingnumber: '0123',
    accountnumber: '0004444',
    created: '2012-08-15',
    companyid: 1,
    companyname: 'Bolag 1',
    active: false,
    bgcaction: 'add',
  };
  const read = (value: unknown) => {
    const { brp, lines } = openScripted(() => Response.json(value), { format: 'json' });
    return { reading: brp.read(published.read, forever), lines };
  };

  test('the same is asked for with the other suffix, and read', async () => {
    const { reading, lines } = read({ autogiromedgivanden: [item] });
    const told = await reading;
    assert.deepEqual([told?.clearing, told?.account], ['0123', '0004444']);
    assert.deepEqual([told?.active, told?.action, told?.id], [false, 'add', '1']);
    assert.deepEqual(lines(), [get?.replace('.xml', '.json')]);
  });

  test('one is a list of one, and nothing an empty list', async () => {
    for (const value of [item, { autogiromedgivande: item }, { autogiromedgivande: [item] }]) {
      assert.equal((await read({ autogiromedgivanden: value }).reading)?.id, '1');
    }
    for (const value of [null, '', []]) {
      assert.equal(await read({ autogiromedgivanden: value }).reading, null);
    }
  });

  test('a number with which leading zeros would be lost is not taken for one', async () => {
    for (const name of ['payernumber', 'clearingnumber', 'accountnumber']) {
      const told = read({ autogiromedgivanden: [{ ...item, [name]: 123 }] });
      await assert.rejects(told.reading, { failure: 'nonsense' }, name);
    }
  });

  test('what says neither consents nor errors is nonsense', async () => {
    for (const value of [{}, [], 'x', { autogiromedgivanden: 7 }, { autogiromedgivanden: [7] }]) {
      await assert.rejects(read(value).reading, { failure: 'nonsense' }, JSON.stringify(value));
    }
  });

  test('errors are failures', async () => {
    for (const errors of [[{ code: 1300 }], { error: { code: '1300' } }]) {
      await assert.rejects(read({ errors }).reading, { code: 'payer_record_incomplete' });
    }
  });
});
