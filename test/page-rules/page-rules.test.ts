import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { type Everything, startEverything } from '../../demo/serve.ts';
import { engines, isHere } from '../browsers.ts';
import { elementTokens } from '../support/element-tokens.ts';
import { pay, place, until } from '../support/pay.ts';
import { phoneAt } from '../support/phone.ts';
import { openPilot, type Pilot } from '../support/pilot.ts';
import { openSession } from '../support/shop.ts';
import { openShopPages, type ShopPages } from '../support/shop-pages.ts';
import { kinds, violating } from './kinds.ts';

let shop: ShopPages;
let everything: Everything;

before(async () => {
  shop = await openShopPages();
  everything = await startEverything({ port: 0, dataDir: ':memory:', extraOrigins: [shop.origin] });
});

after(async () => {
  shop.stop();
  await everything.stop();
});

const tags = [
  'handslag-debtor-check',
  'handslag-desk',
  'handslag-eft-consent',
  'handslag-onboarding',
  'handslag-provider-consent',
  'handslag-provider-consents',
] as const;

it('no element is left out', () => {
  const script = readFileSync('src/widget/handslag.ts', 'utf8');
  const there = [...script.matchAll(/^ {2}'(handslag-[a-z-]+)': /gm)].map(([, tag]) => tag);
  assert.deepEqual(['handslag-payment', ...tags].sort(), there.sort());
});

for (const engine of engines) {
  const missing = !isHere(engine) && process.env.CI === undefined;
  describe(`in ${engine}`, { skip: missing && `${engine} is not installed` }, () => {
    let pilot: Pilot;
    before(async () => {
      pilot = await openPilot(engine);
    });
    after(() => pilot.close());

    for (const [kind, { make, holds }] of Object.entries(kinds)) {
      it(`a whole payment runs without a violation under ${kind}`, async () => {
        const { backend } = everything.urls;
        const { token } = await openSession(backend);
        await pilot.open(shop.serve(make({ backend, tag: 'handslag-payment', token, shop })));
        assert.equal(await pilot.evaluate(holds), true, holds);
        await pay(pilot.evaluate, phoneAt(backend));
        const seen = { violations: [], ready: true, outcome: 'approved' };
        assert.deepEqual(await pilot.evaluate(`${place}.seen`), seen);
        assert.deepEqual(await pilot.evaluate('window.seen.violations'), []);
      });
    }

    for (const tag of tags) {
      for (const [kind, { make, holds }] of Object.entries(kinds)) {
        it(`<${tag}> is ready without a violation under ${kind}`, async () => {
          const { backend } = everything.urls;
          const token = await elementTokens(everything.urls)[tag]();
          await pilot.open(shop.serve(make({ backend, tag, token, shop })));
          assert.equal(await pilot.evaluate(holds), true, holds);
          await pilot.evaluate(until(`${place}.seen.ready`));
          assert.deepEqual(await pilot.evaluate(`${place}.seen.violations`), []);
          assert.deepEqual(await pilot.evaluate('window.seen.violations'), []);
        });
      }
    }

    it('a violation would be noticed', async () => {
      await pilot.open(
        shop.serve(violating({ backend: everything.urls.backend, tag: 'p', token: '', shop })),
      );
      assert.equal(await pilot.evaluate('window.seen.violations.length'), 1);
    });
  });
}
