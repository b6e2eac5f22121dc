import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { buildWidget } from '../../demo/build-widget.ts';
import { startEverything } from '../../demo/serve.ts';
import type { ShownOrder } from '../../demo/webshop/shop-api.ts';
import { newFolder } from '../support/folder.ts';

await buildWidget();
const dataDir = await newFolder();
const everything = await startEverything({ port: 0, dataDir });
after(() => everything.stop());

const api = `${everything.urls.shop}api/`;
const secret = await readFile(join(dataDir, 'shop.whsec'), 'utf8');
const stranger = `whsec_${btoa('nobody whom this shop knows')}`;

const placeOrder = async () => {
  const trial = { ore: 0, expiresIn: 60 };
  const body = JSON.stringify({ colour: 'night', storage: '128', plan: null, trial });
  const answer = await fetch(`${api}orders`, { method: 'POST', body });
  assert.equal(answer.status, 201);
  const { id }: { id: string } = await answer.json();
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  const read = async (): Promise<ShownOrder> =>
    (await fetch(`${api}orders/${id}`, { headers: { cookie } })).json();
  return { id, read };
};

const eventOf = (reference: string, revision: number, status: string, payment: string): string =>
  JSON.stringify({
    type: 'collection_request.changed',
    timestamp: '2026-11-20T12:00:00.000Z',
    data: { id: 'cr_1', reference, revision, status, payment: { status: payment } },
  });

const deliver = async (
  body: string,
  { by = secret, at = new Date(), signed = body } = {},
): Promise<number> => {
  const headers = {
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(by).sign('msg_1', at, signed),
  };
  const answer = await fetch(`${api}webhooks`, { method: 'POST', headers, body });
  return answer.status;
};

test('a verified webhook alone makes an order paid; repeated or overtaken ones change nothing more', async () => {
  const order = await placeOrder();
  assert.equal((await order.read()).payment, 'not_started');
  const paid = eventOf(order.id, 3, 'approved', 'authorised');
  assert.equal(await deliver(paid), 204);
  const shown = await order.read();
  assert.equal(shown.payment, 'paid');
  assert.equal(shown.told.length, 1);

  assert.equal(await deliver(paid), 204);
  assert.equal(await deliver(eventOf(order.id, 2, 'pending', 'pending')), 204);
  assert.deepEqual(await order.read(), shown);

  assert.equal(await deliver(eventOf(order.id, 4, 'approved', 'charged_back')), 204);
  assert.equal((await order.read()).payment, 'returned');
});

const hour = 3_600_000;
const forgeries = [
  ['signed by somebody else', { by: stranger }],
  ['changed after it was signed', { signed: 'something else' }],
  ['signed an hour ago', { at: new Date(Date.now() - hour) }],
  ['signed in an hour', { at: new Date(Date.now() + hour) }],
] as const;

for (const [name, how] of forgeries) {
  test(`what is ${name} is refused and changes nothing`, async () => {
    const order = await placeOrder();
    const before = await order.read();
    assert.equal(await deliver(eventOf(order.id, 3, 'approved', 'authorised'), how), 401);
    assert.deepEqual(await order.read(), before);
  });
}

test('a webhook of an unknown type, or of another shop’s order, is taken', async () => {
  assert.equal(await deliver('{"type":"something.new"}'), 204);
  assert.equal(await deliver(eventOf('not-ours', 1, 'pending', 'pending')), 204);
});
