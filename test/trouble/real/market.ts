import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { after } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { market, marketClient, marketMerchants } from '../../../demo/serve/torvet.ts';
import { clock } from '../../../src/backend/node/clock.ts';
import { serve } from '../../../src/backend/node/serve.ts';
import { usualScopes } from '../../../src/sandbox/dintero/clients.ts';
import { createSandbox } from '../../../src/sandbox/sandbox.ts';
import { KeptLog } from '../../support/log.ts';
import type { Market } from '../../support/onboarding-rig.ts';
import type { When } from './bank.ts';
import { startService } from './service.ts';

/** What nobody outside the service may see, each standing nowhere else. */
export const hidden = {
  clientSecret: 'a-secret-of-the-platform-at-dintero',
  hookSecret: 'a-secret-with-which-dintero-signs',
} as const;

const metricsToken = 'a-token-for-metrics-of-more-than-32-characters';
const account = 'T11200000';

/** Milliseconds after which somebody whom the service did not answer asks again. */
const pause = 50;

/** What a crash has taken away the answer of is asked again, just as it was. */
const insist = async (url: string, sent: RequestInit = {}): Promise<Response> => {
  for (;;) {
    const response = await fetch(url, sent).catch(() => null);
    if (response !== null && response.status < 500 && response.status !== 409) return response;
    if (response?.status === 409 && !(await response.clone().text()).includes('request_in_progress')) {
      return response;
    }
    await sleep(pause);
  }
};

/** Fields of the provider's answers that open something. */
const opening = /"(?:access_token|refresh_token|mfa_token|oob_code|previous_password_token)":"([^"]+)"/g;

/**
 * Both ends of `handslag serve` for a marketplace: Dintero reached over HTTP, outliving the service, and the
 * marketplace's receiver of webhooks. `dies` is asked at each write to the provider twice, before it can have an effect,
 * and when it has had it and is not answered: if so, the service is killed, and started again.
 */
export const startRealMarket = async (dies: (write: string, when: When) => boolean = () => false) => {
  const log = new KeptLog();
  const tokens = new Set<string>();
  let hook = '';
  const killed = (): Response => {
    service.kill();
    return new Response(null, { status: 503 });
  };
  const answer = async (request: Request): Promise<Response> => {
    const [, credentials] = /^(?:Bearer|Basic) (.+)$/.exec(request.headers.get('authorization') ?? '') ?? [];
    const isUpstream = new URL(request.url).pathname.startsWith('/sandbox/dintero/');
    if (isUpstream && credentials !== undefined) tokens.add(credentials);
    const { pathname } = new URL(request.url);
    const isWrite = isUpstream && request.method !== 'GET' && !pathname.includes('/auth/');
    const write = `${request.method} ${pathname.replaceAll(/[PT]\d{8}|[0-9a-f-]{36}/g, '…')}`;
    if (isWrite && dies(write, 'before')) return killed();
    const response = await sandbox.fetch(request);
    if (isWrite && dies(write, 'after')) return killed();
    if (isUpstream) {
      for (const [, token = ''] of (await response.clone().text()).matchAll(opening)) tokens.add(token);
    }
    return response;
  };
  const served = await serve(answer, { host: '127.0.0.1', port: 0 }, log);
  const origin = `http://127.0.0.1:${served.port}`;
  const sandbox = createSandbox({
    baseUrl: origin,
    appUrl: origin,
    consumers: [],
    clock,
    // The service's own port is known only once it has started.
    fetch: (request) => fetch(new Request(request.url.replace('http://hook.invalid', hook), request)),
    dintero: {
      clients: [{ clientId: 'torvet', clientSecret: hidden.clientSecret, account, scopes: usualScopes }],
      hooks: { [account]: { url: 'http://hook.invalid/callbacks/dintero', secret: hidden.hookSecret } },
      pages: {
        signing: `${origin}/signing`,
        gateway: `${origin}/gateway`,
        onboarding: `${origin}/onboarding`,
      },
    },
  });
  await sandbox.start();

  const told: string[] = [];
  const receiver = createServer(async (request, response) => {
    told.push(`${JSON.stringify(request.headers)} ${await text(request)}`);
    response.writeHead(204).end();
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => receiver.once('listening', resolve));
  const address = receiver.address();
  assert(typeof address === 'object' && address !== null);

  const webhook = {
    url: `http://127.0.0.1:${address.port}/hooks`,
    secrets: [{ env: 'WEBHOOK_SECRET' }],
    allowPrivate: true,
  };
  const service = await startService({
    bankUrl: origin,
    env: () => ({
      DINTERO_SECRET: hidden.clientSecret,
      HOOK_SECRET: hidden.hookSecret,
      METRICS_TOKEN: metricsToken,
    }),
    config: {
      metrics: { token: { env: 'METRICS_TOKEN' } },
      merchants: marketMerchants,
      clients: [{ ...(await marketClient([])), webhooks: [webhook] }],
      providers: {
        dintero: {
          baseUrl: sandbox.dintero.baseUrl,
          partnerAccount: account,
          clientId: 'torvet',
          clientSecret: { env: 'DINTERO_SECRET' },
          hookSecret: { env: 'HOOK_SECRET' },
        },
      },
    },
  });
  hook = service.url;
  after(async () => {
    await service.stop();
    await sandbox.stop();
    await served.stop(0);
    receiver.close();
  });
  while (!(await fetch(`${service.url}/readyz`).catch(() => null))?.ok) await sleep(50);

  /** Every answer of the service, headers and all. */
  const answers: string[] = [];
  const rig: Market = {
    backend: service.url,
    provider: origin,
    async fetch(url, sent) {
      const response = await insist(url, sent);
      if (url.startsWith(`${service.url}/v1/`)) {
        const headers = JSON.stringify([...response.headers]);
        answers.push(`${response.status} ${headers} ${await response.clone().text()}`);
      }
      return response;
    },
    pass: (ms) => sleep(ms),
    runs: true,
  };
  return {
    ...{ service, told, answers, tokens, market, rig },
    metrics: async (): Promise<string> =>
      (
        await fetch(`${service.url}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } })
      ).text(),
  };
};
