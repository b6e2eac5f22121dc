import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import type { CollectionRequest } from '../../../../src/protocol/collection-request.ts';
import { environment, secret, writeConfig } from './configuration.ts';
import { launch, launchService, run, type Serving } from './program.ts';
import { type Arrival, startReceiver } from './servers.ts';
import { bearer, cpr, pushBill, waitFor } from './shop.ts';

const how = { env: { ...environment, PORT: '0' } };

/** A bank that is out of order, so that nobody can say what came of a request. */
const bank = await startReceiver(503);

const writeOperated = (webhookUrl = 'http://127.0.0.1:9/'): Promise<string> =>
  writeConfig((config) => ({
    ...config,
    listen: { port: { env: 'PORT' } },
    providers: { betalingsservice: { ...config.providers.betalingsservice, baseUrl: bank.url } },
    clients: config.clients.map((client) => ({
      ...client,
      webhooks: [{ url: webhookUrl, secrets: [{ env: 'WEBHOOK_SECRET' }], allowPrivate: true }],
    })),
  }));

const pushUnknown = async ({ url }: Serving, reference: string): Promise<CollectionRequest> => {
  const bill = await pushBill(url, reference);
  const answer = await waitFor(url, bill);
  const request = await answer.json();
  assert.equal(request.status, 'unknown');
  return request;
};

const verify = ({ headers, body }: Arrival): CollectionRequest =>
  Object(new Webhook(environment.WEBHOOK_SECRET).verify(body, Object(headers))).data;

test('stuck lists what nobody could resolve, beside the service and after its death, without secrets or numbers', async () => {
  const file = await writeOperated();
  const service = await launchService(file, how);
  const empty = await run(['stuck', '--config', file]);
  assert.deepEqual([empty.code, empty.out], [0, 'Nothing is stuck.\n']);

  const { id } = await pushUnknown(service, 'order-1');
  const line = new RegExp(`^${id}  shop    order-1    unknown  \\S+Z  unanswered \\(503\\)  \\S+Z$`, 'm');
  const beside = await run(['stuck', '--config', file]);
  assert.equal(beside.code, 0);
  assert.match(beside.out, line);

  const counted = await (await fetch(service.metricsUrl)).text();
  assert.match(counted, /^handslag_provider_calls_total\{.*operation="create",outcome="unanswered"\} 1$/m);
  assert.match(counted, /^handslag_unknown_requests 1$/m);

  service.signal('SIGKILL');
  await service.ended();
  const alone = await run(['stuck', '--config', file]);
  assert.match(alone.out, line);
  const [one] = JSON.parse((await run(['stuck', '--config', file, '--json'])).out);
  assert.deepEqual([one.id, one.status, one.failure], [id, 'unknown', { kind: 'unanswered', status: 503 }]);
  assert(!`${beside.out}${JSON.stringify(one)}`.includes(cpr));
});

test('stuck says so where there is no store', async () => {
  const { code, err } = await run(['stuck', '--config', await writeOperated()]);
  assert.equal(code, 1);
  assert.match(err, /There is no store in \S+data: has the service ever run\?/);
});

test('resend has the service send a webhook again, signed anew, and names those that are not there', async () => {
  const shop = await startReceiver(200);
  const file = await writeOperated(shop.url);
  const service = await launchService(file, how);
  const { id } = await pushUnknown(service, 'order-1');
  const first = await shop.arrived(1);
  assert.equal(verify(first).id, id);

  const message = String(first.headers['webhook-id']);
  const done = await run(['resend', '--config', file, message]);
  assert.deepEqual([done.code, done.out], [0, `${message}: on its way to endpoint main.\n`]);
  const again = await shop.arrived(2);
  assert.equal(again.headers['webhook-id'], message);
  assert.equal(again.body, first.body);

  const missing = await run(['resend', '--config', file, 'msg_AAAAAAAAAAAAAAAAAAAAAA', message]);
  assert.equal(missing.code, 1);
  assert.match(missing.err, /msg_AAAAAAAAAAAAAAAAAAAAAA: there is none such/);
  await shop.arrived(3);
});

test('rotate-keys makes a new key that signs, while tokens under the old one stay good', async () => {
  const file = await writeOperated();
  const service = await launchService(file, how);
  const kids = async (): Promise<string[]> => {
    const { keys } = await (await fetch(`${service.url}/.well-known/jwks.json`)).json();
    return keys.map(({ kid }: { kid: string }) => kid);
  };
  const old = await bearer(service.url);
  const [first] = await kids();

  const { code, out } = await run(['rotate-keys', '--config', file]);
  assert.equal(code, 0);
  const [second, kept] = await kids();
  assert.equal(kept, first);
  assert(out.includes(`signed with key ${second} from now on`));

  const young = await bearer(service.url);
  const kidOf = (token: string) => JSON.parse(atob(token.split(/[ .]/)[1] ?? '')).kid;
  assert.deepEqual([kidOf(old.authorization), kidOf(young.authorization)], [first, second]);
  const answer = await fetch(`${service.url}/v1/webhook-deliveries`, { headers: old });
  assert.equal(answer.status, 200);
});

for (const command of [['rotate-keys'], ['resend', 'msg_AAAAAAAAAAAAAAAAAAAAAA']]) {
  test(`${command[0]} says so where no service runs, also if the last one was killed`, async () => {
    const file = await writeOperated();
    const args = [...command, '--config', file];
    const says = /^No service runs on the data in \S+data: start it first\.\n$/;
    assert.match((await run(args)).err, says);
    const service = await launchService(file, how);
    service.signal('SIGKILL');
    await service.ended();
    const { code, err } = await run(args);
    assert.equal(code, 1);
    assert.match(err, says);
    await launchService(file, how);
  });
}

test('listen brings what happens from now on to a local server, as the endpoint would get it', async () => {
  const file = await writeOperated();
  const service = await launchService(file, how);
  await pushUnknown(service, 'order-before');

  const local = await startReceiver(204);
  const args = ['listen', '--url', service.url, '--client', 'shop', '--forward-to', `${local.url}/hook`];
  const listening = launch(args, { env: { HANDSLAG_CLIENT_SECRET: secret } });
  await listening.says('Forwarding the webhooks of shop');
  const { id } = await pushUnknown(service, 'order-1');
  const arrival = await local.arrived(1);
  assert.equal(verify(arrival).id, id);
  assert.equal(arrival.headers['content-type'], 'application/json');

  const said = await listening.says(id);
  const message = String(arrival.headers['webhook-id']);
  assert.match(said, new RegExp(`^${message}  collection_request.changed  ${id}  204$`));
  await run(['resend', '--config', file, message]);
  assert.equal((await local.arrived(2)).headers['webhook-id'], message);

  listening.signal('SIGINT');
  assert.equal(await listening.ended(), 0);
  assert.equal(local.arrivals.length, 2);
});

test('listen goes on when the service is started anew', async () => {
  const file = await writeOperated();
  const service = await launchService(file, how);
  const local = await startReceiver(204);
  const args = ['listen', '--url', service.url, '--client', 'shop', '--forward-to', local.url];
  const listening = launch(args, { env: { HANDSLAG_CLIENT_SECRET: secret } });
  await listening.says('Forwarding');
  service.signal('SIGTERM');
  assert.equal(await service.ended(), 0);

  const { port } = new URL(service.url);
  const again = await launchService(file, { env: { ...environment, PORT: port } });
  await pushUnknown(again, 'order-1');
  await local.arrived(1);
  assert.match(listening.output(), /cannot be asked \(\w+\): trying again/);
});

test('listen with a wrong secret says what the service says', async () => {
  const service = await launchService(await writeOperated(), how);
  const args = ['listen', '--url', service.url, '--client', 'shop', '--forward-to', 'http://localhost:9'];
  const { code, err } = await run(args, { env: { HANDSLAG_CLIENT_SECRET: 'guessed' } });
  assert.equal(code, 1);
  assert.match(err, /gives no token to shop: unknown client, or wrong secret/);
});
