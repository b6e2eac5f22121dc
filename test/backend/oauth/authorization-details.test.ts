import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { bearer, cpr, detail, issuer, startBackend } from '../edge/backend.ts';

suite('authorization_details are refused, naming the field and never what stood in it', () => {
  const impossible = '3102801234';
  const cases: Readonly<Record<string, { readonly details: unknown; readonly names: string }>> = {
    'no array': { details: detail, names: 'authorization_details' },
    'an empty array': { details: [], names: 'authorization_details' },
    'an unknown type': { details: [{ ...detail, type: 'transfer' }], names: '[0].type' },
    'an unknown provider': { details: [{ ...detail, provider: 'bank' }], names: '[0].provider' },
    'an amount of nothing': {
      details: [{ ...detail, amount: { value: 0, currency: 'DKK' } }],
      names: '[0].amount.value',
    },
    'an amount with a fraction': {
      details: [{ ...detail, amount: { value: 1.5, currency: 'DKK' } }],
      names: '[0].amount.value',
    },
    'a currency that the provider does not know': {
      details: [{ ...detail, amount: { value: 1, currency: 'SEK' } }],
      names: '[0].amount.currency',
    },
    "a debtor group that is not the merchant's": {
      details: [{ ...detail, mandate: { debtorGroup: '00002', customerNumber: '1' } }],
      names: '[0].mandate.debtorGroup',
    },
    'a scheme that the merchant may not use': {
      details: [{ ...detail, debtor: { scheme: 'mobile', value: '+4520123456' } }],
      names: '[0].debtor.scheme',
    },
    'a CPR number that cannot be right': {
      details: [{ ...detail, debtor: { scheme: 'cpr', value: impossible } }],
      names: '[0].debtor.value',
    },
    'a field too many, in the second detail': {
      details: [detail, { ...detail, reference: 'order-2', [cpr]: cpr }],
      names: 'authorization_details[1]',
    },
  };
  for (const [name, { details, names }] of Object.entries(cases)) {
    test(name, async () => {
      const running = await startBackend();
      const answer = await running.askToken('demo-shop', {
        grant_type: 'client_credentials',
        authorization_details: JSON.stringify(details),
      });
      const { error, error_description: description } = await answer.json();
      assert.equal(answer.status, 400);
      assert.equal(error, 'invalid_authorization_details');
      assert(description.includes(names), description);
      for (const number of [impossible, cpr, '4520123456']) {
        assert(!JSON.stringify([description, running.log.lines]).includes(number), description);
      }
    });
  }

  test('no JSON', async () => {
    const running = await startBackend();
    const answer = await running.askToken('demo-shop', {
      grant_type: 'client_credentials',
      authorization_details: `[${cpr}`,
    });
    const text = await answer.text();
    assert.match(text, /"invalid_authorization_details"/);
    assert(!text.includes(cpr));
  });

  test('for a merchant without this provider', async () => {
    const running = await startBackend();
    const answer = await running.askToken('platform', {
      grant_type: 'client_credentials',
      authorization_details: JSON.stringify([detail]),
    });
    const { error_description: description } = await answer.json();
    assert.match(description, /\[0\]\.provider: not_allowed/);
  });

  test('for a backend without this provider', async () => {
    const running = await startBackend({ providers: {} });
    const answer = await running.askToken('demo-shop', {
      grant_type: 'client_credentials',
      authorization_details: JSON.stringify([detail]),
    });
    assert.equal((await answer.json()).error, 'invalid_authorization_details');
  });
});

test('a debtor that may be named so, in any spelling, is taken and not told back', async () => {
  const running = await startBackend();
  const answer = await running.askToken('demo-shop', {
    grant_type: 'client_credentials',
    authorization_details: JSON.stringify([{ ...detail, debtor: { scheme: 'cpr', value: '211062-5629' } }]),
  });
  assert.equal(answer.status, 200);
  const text = await answer.text();
  assert(!text.includes('211062'));
  assert.deepEqual(JSON.parse(text).authorization_details, [detail]);
});

test('a debtor spelled otherwise is still the same while a request is under way, and another is not', async () => {
  const running = await startBackend();
  const { mandate: _, ...plain } = detail;
  const detailsFor = (value: string) => [{ ...plain, debtor: { scheme: 'cpr', value } }];
  const token = await running.token('demo-shop', detailsFor('211062-5629'));
  const pushed = await running.fetch(`${issuer}/v1/collection-requests`, {
    method: 'POST',
    headers: { ...bearer(token), 'content-type': 'application/json', 'idempotency-key': 'once' },
    body: '{}',
  });
  assert.equal(pushed.status, 201);
  await running.token('demo-shop', detailsFor('211062 5629'));
  const other = await running.askToken('demo-shop', {
    grant_type: 'client_credentials',
    authorization_details: JSON.stringify(detailsFor('010137-4111')),
  });
  assert.equal((await other.json()).error, 'invalid_authorization_details');
});

test('the same client, merchant and reference get the same session, another reference another', async () => {
  const running = await startBackend();
  const sidOf = (token: string) =>
    JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).sid;
  const first = sidOf(await running.token('demo-shop', [detail]));
  assert.equal(sidOf(await running.token('demo-shop', [detail])), first);
  assert.notEqual(sidOf(await running.token('demo-shop', [{ ...detail, reference: 'order-2' }])), first);
  assert.notEqual(sidOf(await running.token('other-shop', [detail])), first);
});
