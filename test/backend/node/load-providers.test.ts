import assert from 'node:assert/strict';
import { test } from 'node:test';
import { certificatesIn } from '../../../demo/serve/certificates.ts';
import { loadProviders } from '../../../src/backend/node/load-providers.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { KeptLog } from '../../support/log.ts';

const clock = new FakeClock(Date.now());
const given = { clock, log: new KeptLog(), fetch: () => Promise.reject(new Error('nobody is asked')) };

test('only what is configured is loaded, each as it is configured', async () => {
  const { authority: ca, client } = await certificatesIn({ keep: (_, make) => make() });
  const providers = await loadProviders(
    {
      op: {
        baseUrl: 'https://op.example',
        clientId: 'client',
        clientSecret: 'secret',
        ...client,
        ca,
        profile: { adminUrl: 'https://bank.example/admin' },
        test: true,
      },
      dintero: {
        baseUrl: 'https://dintero.example/v1',
        partnerAccount: 'T11200000',
        clientId: 'client',
        clientSecret: 'secret',
      },
    },
    given,
  );
  assert.deepEqual(Object.keys(providers).sort(), ['dintero', 'op']);
  assert.deepEqual([providers.dintero?.test, providers.op?.test], [true, true]);
  assert.equal(providers.op?.adminUrl, 'https://bank.example/admin');
  assert.deepEqual(providers.op.lacking?.(), []);
  await clock.advance(11 * 365 * 24 * 3_600_000);
  assert.deepEqual(providers.op.lacking?.(), ['certificate'], 'it has ended');
});
