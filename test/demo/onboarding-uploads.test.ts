import assert from 'node:assert/strict';
import { afterEach, beforeEach, suite, test } from 'node:test';
import { Onboarding } from '../../src/protocol/onboarding.ts';
import { openMarket, type StandingMarket } from '../support/onboarding-rig.ts';
import { openSeller, optionOf, type Seller, stateOf } from '../support/seller.ts';

let market: StandingMarket;
let seller: Seller;
beforeEach(async () => {
  market = await openMarket();
  seller = await openSeller(market);
});
afterEach(() => market.stop());

const bytesOf = (begin: string, size = 200): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(size);
  bytes.set(Uint8Array.from(begin, (char) => char.charCodeAt(0)).subarray(0, size));
  return bytes;
};
const png = '\x89PNG\r\n\x1a\n';
const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';

const upload = (kind: string, type: string, bytes: Uint8Array<ArrayBuffer>) =>
  market.fetch(`${market.backend}/v1/onboarding/uploads/${kind}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${seller.token}`, 'content-type': type },
    body: bytes,
  });

const refusal = async (kind: string, type: string, bytes: Uint8Array<ArrayBuffer>) => {
  const answer = await upload(kind, type, bytes);
  return [answer.status, (await answer.json()).code];
};

/** What stands behind the address of the logo that the provider was given. */
const storedLogo = async (): Promise<Response> => {
  const [row] = await market.store.list<{ uploads: { logo: string } }>('onboardings', 'client demo-market');
  return market.fetch(row?.value.uploads.logo ?? '');
};

suite('an upload', () => {
  test('has nowhere to go before there is an account', async () => {
    assert.deepEqual(await refusal('logo', 'image/png', bytesOf(png)), [409, 'not_possible_now']);
  });

  test('of a wrong type, of another type than it says, too large, empty or of no kind is refused and sent nowhere', async () => {
    await seller.open();
    const before = market.upstream.length;
    for (const [kind, type, bytes, said] of [
      ['logo', 'text/html', bytesOf('<html>'), [415, 'content_type_unsupported']],
      ['logo', 'application/pdf', bytesOf('%PDF-1.7'), [415, 'content_type_unsupported']],
      ['account_statement', 'image/svg+xml', bytesOf(svg), [415, 'content_type_unsupported']],
      ['logo', 'image/png', bytesOf('%PDF-1.7'), [400, 'body_invalid']],
      ['logo', 'image/svg+xml', bytesOf('<html><body>'), [400, 'body_invalid']],
      ['account_statement', 'application/pdf', bytesOf(png), [400, 'body_invalid']],
      ['logo', 'image/png', bytesOf('', 0), [400, 'body_invalid']],
      ['logo', 'image/png', bytesOf(png, 2_000_001), [413, 'body_too_large']],
      ['passport', 'image/png', bytesOf(png), [404, 'not_found']],
    ] as const) {
      assert.deepEqual(await refusal(kind, type, bytes), said, `${kind} ${type} ${bytes.length}`);
    }
    const after = market.upstream.slice(before).filter((line) => /assets|files/.test(line));
    assert.deepEqual(after, []);
    assert.deepEqual((await seller.read()).uploads, []);
  });

  test('a logo goes to the provider, byte for byte, and is then the account’s', async () => {
    await seller.open();
    const bytes = bytesOf(png, 2_000_000);
    const answer = await upload('logo', 'image/png', bytes);
    const one = Onboarding.parse(await answer.json());
    assert.deepEqual([answer.status, one.uploads, stateOf(one, 'documents')], [200, ['logo'], 'done']);
    const stored = await storedLogo();
    assert.equal(stored.headers.get('content-type'), 'image/png');
    assert.deepEqual(new Uint8Array(await stored.arrayBuffer()), bytes);
    await seller.until((now) => stateOf(now, 'company') === 'done');
    assert.ok(market.upstream.some((line) => /^PUT .*\/management\/settings$/.test(line)));
  });

  test('an SVG is taken, and nobody draws it from us or from there as part of a page', async () => {
    await seller.open();
    const answer = await upload('logo', 'image/svg+xml', bytesOf(svg, svg.length));
    assert.equal(answer.status, 200);
    assert.doesNotMatch(await answer.text(), /alert|<svg/);
    const stored = await storedLogo();
    assert.match(stored.headers.get('content-security-policy') ?? '', /sandbox/);
  });

  test('a statement of an account has no address that anybody could open', async () => {
    await seller.open();
    const answer = await upload('account_statement', 'application/pdf', bytesOf('%PDF-1.7'));
    const text = await answer.text();
    assert.deepEqual(Onboarding.parse(JSON.parse(text)).uploads, ['account_statement']);
    assert.doesNotMatch(text, /\/files\//);
  });

  test('that the provider does not take says so, and can be tried again', async () => {
    await seller.open();
    await seller.trouble({ createError: 'before' });
    const refused = await refusal('logo', 'image/png', bytesOf(png));
    assert.deepEqual(refused, [503, 'unavailable']);
    await seller.trouble({});
    assert.equal((await upload('logo', 'image/png', bytesOf(png))).status, 200);
  });
});

suite('the common option', () => {
  const eva = { firstName: 'Eva', lastName: 'Lind', roles: ['signatory', 'owner'], share: 100 };
  const values = {
    payment_options: ['payex.creditcard'],
    store_type: ['online'],
    industry: 'goods',
    company_description: 'Pots',
    ownership_structure: 'owners_with_more_than_25',
  };

  test('opens with people and their numbers, sends them on once, and keeps none', async () => {
    await seller.open();
    assert.equal(await seller.refused('POST', '/options/common', { values }), 'not_possible_now');
    const people = [{ ...eva, nationalNumber: '198112189876', birthDate: '1981-12-18' }];
    await seller.write('PUT', '/facts', { people });
    await seller.write('POST', '/options/common', { values });
    const one = await seller.until((now) => optionOf(now, 'common')?.status === 'pending');
    assert.deepEqual(one.steps.find(({ id }) => id === 'options')?.errors, []);
    await market.pass(60_000);
    const gone = await seller.read();
    assert.doesNotMatch(JSON.stringify(gone), /9876|1981-12-18/);
  });
});
