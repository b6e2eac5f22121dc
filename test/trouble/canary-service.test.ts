import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { clock } from '../../src/backend/node/clock.ts';
import { customer, startBank } from './real/bank.ts';
import { askToken, insist } from './real/calls.ts';
import { startService } from './real/service.ts';
import { formsOf } from './sightings.ts';

/** Numbers that stand nowhere else. */
const cpr = '1705826343';
const mobile = '+4522839471';
const metricsToken = 'a-token-for-metrics-of-more-than-32-characters';

/** Everything that the shop's receiver was ever sent, headers and all. */
const told: string[] = [];
const heard = new EventTarget();
const receiver = createServer(async (request, response) => {
  told.push(`${request.url} ${JSON.stringify(request.headers)} ${await text(request)}`);
  heard.dispatchEvent(new Event('told'));
  response.writeHead(204).end();
});
await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
after(() => receiver.close());
const address = receiver.address();
assert.ok(typeof address === 'object' && address !== null);

const bank = await startBank(clock, () => false);
after(() => bank.stop());
const service = await startService({
  bankUrl: bank.baseUrl,
  webhookUrl: `http://127.0.0.1:${address.port}/webhooks`,
  config: { metrics: { token: { env: 'METRICS_TOKEN' } } },
  env: () => ({ METRICS_TOKEN: metricsToken }),
});
after(() => service.stop());
const place = { url: service.url, over: AbortSignal.timeout(60_000) };

const task = (reference: string) => ({
  provider: 'betalingsservice',
  amount: { value: 249_900, currency: 'DKK' },
  text: 'Phone + first month',
  reference,
});

const post = async (token: string, key: string, body: object): Promise<void> => {
  const answer = await insist(place, '/v1/collection-requests', {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(body),
  });
  assert.equal(answer.status, 201, answer.body);
};

/** Approves what has come to the phone last, and waits until the shop has been told that it is approved. */
const approve = async (reference: string, known: ReadonlySet<string>): Promise<void> => {
  const { uuid } = await bank.until((one) => !known.has(one.uuid) && one.statusCode === 'DELIVERED');
  await bank.act(uuid, 'approve');
  while (!told.some((one) => one.includes(reference) && one.includes('"approved"'))) {
    await new Promise((resolve) => heard.addEventListener('told', resolve, { once: true }));
  }
};

const knownNow = () => new Set(bank.known().map(({ uuid }) => uuid));

test('neither metrics nor webhooks, log, or any file of the service holds a number of a payer', async () => {
  for (const [reference, debtor] of [
    ['by-cpr', { scheme: 'cpr', value: cpr }],
    ['by-mobile', { scheme: 'mobile', value: mobile }],
  ] as const) {
    const known = knownNow();
    const details = [{ type: 'collection_request', surface: 'web', ...task(reference) }];
    const token = await askToken(place, { authorization_details: JSON.stringify(details) });
    await post(token, reference, { debtor });
    await approve(reference, known);
  }
  const known = knownNow();
  const bill = {
    ...task('extra-bill'),
    debtor: { scheme: 'customer_number', value: customer.customerNumber },
  };
  await post(await askToken(place, {}), 'extra-bill', bill);
  await approve('extra-bill', known);

  const check = [{ type: 'debtor_check', provider: 'betalingsservice', surface: 'web', reference: 'check' }];
  const checking = await askToken(place, { authorization_details: JSON.stringify(check) });
  const checked = await insist(place, '/v1/debtor-checks', {
    method: 'POST',
    headers: { authorization: `Bearer ${checking}`, 'content-type': 'application/json' },
    body: JSON.stringify({ debtor: { scheme: 'cpr', value: cpr } }),
  });
  assert.equal(checked.status, 200, checked.body);

  const answer = await fetch(`${service.url}/metrics`, {
    headers: { authorization: `Bearer ${metricsToken}` },
  });
  const metrics = await answer.text();
  assert.match(metrics, /provider/, 'the metrics were read');
  assert.match(service.log(), /request/, 'the log was read');
  const places = new Map([
    ['metrics', metrics],
    ['webhooks', told.join('\n')],
    ['log', service.log()],
  ]);
  for (const entry of await readdir(service.dataFolder, { withFileTypes: true })) {
    const { name } = entry;
    if (!entry.isFile()) continue;
    places.set(name, (await readFile(join(service.dataFolder, name))).toString('latin1'));
  }
  assert.ok(places.has('store.sqlite-wal'), 'the write-ahead log is among the files');

  const secret = [cpr, mobile, mobile.slice(1), mobile.slice(3)].flatMap(formsOf);
  for (const [name, held] of places) {
    assert.deepEqual(
      secret.filter((form) => held.includes(form)),
      [],
      name,
    );
  }
  // A customer number is the shop's own: kept with its payment, and told to nobody.
  for (const name of ['metrics', 'webhooks', 'log']) {
    assert.ok(!places.get(name)?.includes(customer.customerNumber), name);
  }
});
