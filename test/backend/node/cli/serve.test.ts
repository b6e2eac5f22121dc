import assert from 'node:assert/strict';
import { test } from 'node:test';
import { environment, writeConfig } from './configuration.ts';
import { launchService, run } from './program.ts';
import { startServer } from './servers.ts';
import { askToken, bearer, cpr, pushBill, waitFor } from './shop.ts';

/** A bank that takes every call and answers none. */
const silent = await startServer(() => undefined);

const how = { env: environment };

test('serves tokens, the widget and its health, and logs each request with its trace id', async () => {
  const service = await launchService(await writeConfig(), how);
  assert.equal((await askToken(service.url)).status, 200);
  assert.equal((await askToken(service.url, 'guessed')).status, 401);
  assert.equal((await fetch(`${service.url}/readyz`)).status, 200);
  const widget = await fetch(`${service.url}/handslag.js`);
  assert.equal(widget.headers.get('access-control-allow-origin'), '*');

  const answer = await fetch(`${service.url}/v1/session`);
  const line = JSON.parse(await service.says('/v1/session'));
  assert.equal(line.traceId, answer.headers.get('x-trace-id'));
  assert.deepEqual([line.route, line.status, line.code], ['/v1/session', 401, 'token_missing']);
  assert.equal('peer' in line, false);
});

test('a second service on the same data refuses to start, and the first goes on', async () => {
  const file = await writeConfig();
  const service = await launchService(file, how);
  const { code, err } = await run(['serve', '--config', file], how);
  assert.equal(code, 1);
  assert.match(err, /^Another process uses the data in \S+data: stop it first\.\n$/);
  assert.equal((await askToken(service.url)).status, 200);
});

test('a port that is taken is told, and nothing is left running', async () => {
  const { port } = silent;
  const file = await writeConfig((config) => ({ ...config, listen: { port } }));
  const { code, err } = await run(['serve', '--config', file], how);
  assert.equal(code, 1);
  assert.match(err, new RegExp(`127\\.0\\.0\\.1 port ${port} is taken`));
});

test('on SIGTERM whoever waits is answered at once and told when to come back; then it ends, and all is kept', async () => {
  const file = await writeConfig((config) => ({
    ...config,
    providers: { betalingsservice: { ...config.providers.betalingsservice, baseUrl: silent.url } },
    // The bank's answer is not worth waiting for in this test.
    shutdown: { graceSeconds: 1 },
  }));
  const service = await launchService(file, how);
  const bill = await pushBill(service.url, 'order-1');
  const waiting = waitFor(service.url, bill);
  await waitingScreens(service.metricsUrl, 1);

  service.signal('SIGTERM');
  const answer = await waiting;
  assert.equal(answer.status, 304);
  assert.equal(answer.headers.get('retry-after'), '1');
  assert.equal(await service.ended(), 0);
  assert.match(service.output(), /"event":"service.stopped"/);

  const next = await launchService(file, how);
  const found = await fetch(`${next.url}/v1/collection-requests/${bill.id}`, {
    headers: await bearer(next.url),
  });
  assert.equal((await found.json()).reference, 'order-1');
});

test('while it drains it still answers, but says that it is not ready; a second signal ends it', async () => {
  const file = await writeConfig((config) => ({ ...config, shutdown: { drainSeconds: 300 } }));
  const service = await launchService(file, how);
  service.signal('SIGTERM');
  await service.says('service.stopping');
  const ready = await fetch(`${service.url}/readyz`);
  assert.equal(ready.status, 503);
  assert.deepEqual((await ready.json()).lacking, ['running']);
  assert.equal((await askToken(service.url)).status, 200);
  service.signal('SIGTERM');
  assert.equal(await service.ended(), 1);
});

test('metrics count what happens, in a text that Prometheus reads and that holds nothing of a person', async () => {
  const service = await launchService(
    await writeConfig((config) => ({
      ...config,
      providers: { betalingsservice: { ...config.providers.betalingsservice, baseUrl: silent.url } },
    })),
    how,
  );
  const bill = await pushBill(service.url, 'order-of-ada');
  await fetch(`${service.url}/${cpr}?cpr=${cpr}`, { method: 'PROPFIND' });
  await fetch(`${service.url}/v1/collection-requests/${cpr}`, { headers: await bearer(service.url) });

  const answer = await fetch(service.metricsUrl);
  assert.match(answer.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/);
  const text = await answer.text();
  for (const private_ of [cpr, bill.id, 'order-of-ada', '127.0.0.1', '249900']) {
    assert(!text.includes(private_), private_);
  }
  const samples = parse(text);
  const value = (name: string): number | undefined => samples.get(name);
  assert.equal(
    value('handslag_http_requests_total{method="POST",route="/v1/collection-requests",status="201"}'),
    1,
  );
  assert.equal(value('handslag_http_requests_total{method="any",route="none",status="404"}'), 1);
  assert.equal(value('handslag_refusals_total{route="/v1/collection-requests/{id}",code="not_found"}'), 1);
  assert((value('handslag_store_commit_duration_seconds_count{outcome="written"}') ?? 0) > 1);
  assert.equal(value('handslag_waiting_screens'), 0);
  for (const gauge of [
    'handslag_oldest_unsent_seconds',
    'handslag_oldest_unread_seconds',
    'handslag_unknown_requests',
    'handslag_webhooks_pending',
    'handslag_oldest_webhook_seconds',
    'process_resident_memory_bytes',
  ]) {
    assert.notEqual(value(gauge), undefined, gauge);
  }
});

test('without the vault key under which the data were sealed it does not start, and says so in one sentence', async () => {
  const file = await writeConfig();
  const service = await launchService(file, how);
  service.signal('SIGTERM');
  await service.ended();
  const other = Buffer.alloc(32, 8).toString('base64');
  const { code, out, err } = await run(['serve', '--config', file], {
    env: { ...environment, VAULT_KEY: other },
  });
  assert.equal(code, 1);
  assert.match(
    err,
    /^[^\n]*The data in \S+ were sealed under a vault key that is not among "vaultKeys"[^\n]*\n$/,
  );
  assert(!(out + err).includes(other));
});

test('metrics on the main port are for those who know the token', async () => {
  const token = 'metrics-token-of-32-characters-or-more';
  const file = await writeConfig((config) => ({ ...config, metrics: { token: { env: 'METRICS_TOKEN' } } }));
  const service = await launchService(file, { env: { ...environment, METRICS_TOKEN: token } });
  const ask = (authorization: string) => fetch(`${service.url}/metrics`, { headers: { authorization } });
  assert.equal((await ask(`Bearer ${token}`)).status, 200);
  for (const wrong of ['', 'Bearer', `Bearer ${token}x`, token]) assert.equal((await ask(wrong)).status, 401);
});

test('where no metrics are wanted there are none', async () => {
  const service = await launchService(
    await writeConfig((config) => ({ ...config, metrics: undefined })),
    how,
  );
  assert.equal((await fetch(`${service.url}/metrics`)).status, 404);
});

test('a provider that is not configured has no callback address', async () => {
  const file = await writeConfig((config) => ({
    ...config,
    providers: {},
    merchants: [{ id: 'nordlys', name: 'Nordlys' }],
  }));
  const service = await launchService(file, how);
  assert.equal((await fetch(`${service.url}/readyz`)).status, 200);
  const callback = await fetch(`${service.url}/callbacks/betalingsservice`, { method: 'POST', body: '{}' });
  assert.equal(callback.status, 404);
});

test('behind a trusted proxy the address that counts is the one that the proxy was asked from', async () => {
  const file = await writeConfig((config) => ({
    ...config,
    trustedProxies: ['127.0.0.1'],
    logAddresses: true,
  }));
  const service = await launchService(file, how);
  await askToken(service.url, 'guessed', { 'x-forwarded-for': '198.51.100.1, 203.0.113.9' });
  assert.equal(JSON.parse(await service.says('/oauth/token')).peer, '203.0.113.9');
});

/** Resolves when so many wait, by the service's own count. */
async function waitingScreens(metricsUrl: string, count: number): Promise<void> {
  for (;;) {
    const text = await (await fetch(metricsUrl)).text();
    if (parse(text).get('handslag_waiting_screens') === count) return;
  }
}

/** Samples by name and labels, as the text format 0.0.4 has them. Throws for a line that is none. */
function parse(text: string): ReadonlyMap<string, number> {
  const samples = new Map<string, number>();
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('# HELP ') || line.startsWith('# TYPE ')) continue;
    const [, name, value] = /^([a-z_]\w*(?:\{(?:\w+="[^"\\]*",?)+\})?) (\S+)$/.exec(line) ?? [];
    assert(name !== undefined && (value === 'Nan' || !Number.isNaN(Number(value))), line);
    samples.set(name, Number(value));
  }
  return samples;
}
