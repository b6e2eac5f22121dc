import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Everything, startEverything } from '../../demo/serve.ts';
import { integrityPolicy } from '../../src/backend/node/kit/snippets.ts';
import { engines, isHere } from '../browsers.ts';
import { pay, until } from '../support/pay.ts';
import { phoneAt } from '../support/phone.ts';
import { openPilot, type Pilot } from '../support/pilot.ts';
import { openSession } from '../support/shop.ts';
import { openShopPages, type ShopPages } from '../support/shop-pages.ts';
import { checkout, copyFrom } from './pages.ts';
import { openTampering, type Tampering } from './tampering.ts';

let shop: ShopPages;
let everything: Everything;
let backend: string;
let tampering: Tampering;

before(async () => {
  shop = await openShopPages();
  everything = await startEverything({ port: 0, dataDir: ':memory:', extraOrigins: [shop.origin] });
  backend = everything.urls.backend;
  tampering = await openTampering(backend);
});

after(async () => {
  tampering.stop();
  shop.stop();
  await everything.stop();
});

const requireIntegrity = { 'integrity-policy': integrityPolicy };

for (const engine of engines) {
  const missing = !isHere(engine) && process.env.CI === undefined;
  describe(`in ${engine}`, { skip: missing && `${engine} is not installed` }, () => {
    let pilot: Pilot;
    before(async () => {
      pilot = await openPilot(engine);
    });
    after(() => pilot.close());

    const seen = (): Promise<unknown> => pilot.evaluate('window.seen');
    const paid = { violations: [], ready: true, outcome: 'approved' };

    it('a whole payment runs under the kit’s policy, speaks to the backend alone, and leaves nothing behind', async () => {
      const { token } = await openSession(backend);
      await pilot.open(shop.serve(checkout(await copyFrom(backend, ''), { backend, token })));
      await pay(pilot.evaluate, phoneAt(backend));
      assert.deepEqual(await seen(), paid);
      const origins = `[...new Set(performance.getEntriesByType('resource').map(({ name }) => new URL(name).origin))]`;
      assert.deepEqual(await pilot.evaluate(origins), [backend]);
      const left = '[document.cookie, localStorage.length, sessionStorage.length]';
      assert.deepEqual(await pilot.evaluate(left), ['', 0, 0]);
    });

    it('a whole payment runs with a pinned version, under its policy and one that asks every script for a hash', async () => {
      const { token } = await openSession(backend);
      const copied = await copyFrom(backend, 'pinned-');
      await pilot.open(shop.serve(checkout(copied, { backend, token }, requireIntegrity)));
      await pay(pilot.evaluate, phoneAt(backend));
      assert.deepEqual(await seen(), paid);
    });

    /** Opens a checkout whose pinned scripts come from the tampering host, under no policy: hashes alone must do. */
    const openSpoilt = async (part: string | null): Promise<void> => {
      tampering.spoil(part);
      const { tag, policy } = await copyFrom(backend, 'pinned-');
      const { token } = await openSession(backend);
      const copied = { tag: tag.replaceAll(backend, tampering.origin), policy };
      const { body } = checkout(copied, { backend, token });
      await pilot.open(shop.serve({ body }));
    };

    const words = (): Promise<unknown> =>
      pilot.evaluate(`document.querySelector('handslag-payment').shadowRoot.textContent`);

    it('a pinned script does not run when one byte of it was changed', async () => {
      await openSpoilt('handslag-');
      await pilot.evaluate(until('document.readyState === "complete"'));
      assert.equal(await pilot.evaluate(`String(customElements.get('handslag-payment'))`), 'undefined');

      await openSpoilt(null);
      await pilot.evaluate(until('window.seen.ready'));
    });

    it('what a pinned script loads later does not run when one byte of it was changed', async () => {
      await openSpoilt('/da-');
      await pilot.evaluate(until('window.seen.ready'));
      assert.match(String(await words()), /Who is paying/);

      await openSpoilt(null);
      await pilot.evaluate(until('window.seen.ready'));
      assert.match(String(await words()), /Hvem betaler/);
    });
  });
}
