import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { signedHeaders } from '../../../src/backend/webhooks/sign.ts';
import { secretOf } from './receiver.ts';

const bodies = ['{}', '{"name":"Blåbærgrød 🫐"}', `"${'a'.repeat(100_000)}"`];
const secrets = [24, 31, 32, 64].map((length) => `whsec_${Buffer.alloc(length, length).toString('base64')}`);

for (const body of bodies) {
  for (const secret of secrets) {
    test(`signs ${body.length} characters with ${secret.length} of secret as the library does`, async () => {
      const at = new Date('2026-11-20T12:00:00.999Z');
      assert.deepEqual(await signedHeaders([secret], 'msg_1', at.getTime(), body), {
        'webhook-id': 'msg_1',
        'webhook-timestamp': '1795176000',
        'webhook-signature': new Webhook(secret).sign('msg_1', at, body),
      });
    });
  }
}

test('while a secret is being changed, who knows the old or the new one can verify, and nobody else', async () => {
  const body = '{"type":"x"}';
  const headers = await signedHeaders([secretOf(2), secretOf(1)], 'msg_1', Date.now(), body);
  for (const known of [secretOf(1), secretOf(2)]) {
    assert.deepEqual(new Webhook(known).verify(body, { ...headers }), { type: 'x' });
  }
  assert.throws(() => new Webhook(secretOf(3)).verify(body, { ...headers }), /No matching signature/);
});
