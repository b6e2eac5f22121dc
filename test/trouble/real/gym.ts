import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { after } from 'node:test';
import { clock } from '../../../src/backend/node/clock.ts';
import { serve } from '../../../src/backend/node/serve.ts';
import { EftConsent } from '../../../src/protocol/eft-consent.ts';
import { createSandbox } from '../../../src/sandbox/sandbox.ts';
import type { Trouble } from '../../../src/sandbox/trouble.ts';
import { brp } from '../../support/eft-rig.ts';
import { KeptLog } from '../../support/log.ts';
import { askToken, insist } from './calls.ts';
import { client, type Service, startService } from './service.ts';

/** What somebody must never see, each standing nowhere else. */
export const hidden = {
  apiKey: '6093517284',
  password: 'a-password-at-brp',
  payer: '195804173986',
} as const;

/** The sandbox's numbers of two members, and of one whose record lacks something. */
export const member = '70011223344';
export const another = '70011223366';
export const incomplete = '70011223355';

/** Both ends of `handslag serve` for a gym: BRP reached over HTTP, outliving the service, and the gym's receiver. */
export const startGym = async (format: 'xml' | 'json', bgcaction: 'add' | 'none' = 'add') => {
  const log = new KeptLog();
  const served = await serve((request) => sandbox.fetch(request), { host: '127.0.0.1', port: 0 }, log);
  const origin = `http://127.0.0.1:${served.port}`;
  const sandbox = createSandbox({
    baseUrl: origin,
    appUrl: origin,
    consumers: [],
    clock,
    fetch: async () => new Response(null, { status: 204 }),
    brp: {
      key: { apikey: hidden.apiKey, user: 'handslag@gym.example', password: hidden.password },
      companies: [{ id: '4', name: 'Gymmet AB' }],
      persons: [
        { id: member, name: 'Siv', payernumber: hidden.payer, complete: true },
        { id: another, name: 'Ulla', payernumber: hidden.payer, complete: true },
        { id: incomplete, name: 'Bo', payernumber: hidden.payer, complete: false },
      ],
    },
  });
  await sandbox.start();

  const told: string[] = [];
  const heard = new EventTarget();
  const receiver = createServer(async (request, response) => {
    told.push(`${JSON.stringify(request.headers)} ${await text(request)}`);
    heard.dispatchEvent(new Event('told'));
    response.writeHead(204).end();
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => receiver.once('listening', resolve));
  const address = receiver.address();
  assert(typeof address === 'object' && address !== null);

  const service: Service = await startService({
    bankUrl: origin,
    webhookUrl: `http://127.0.0.1:${address.port}/hooks`,
    env: () => ({ BRP_KEY: hidden.apiKey, BRP_PASSWORD: hidden.password, METRICS_TOKEN: metricsToken }),
    config: {
      metrics: { token: { env: 'METRICS_TOKEN' } },
      merchants: [{ id: client.merchant, name: 'Gymmet', brp: { ...brp, companies: ['4'], bgcaction } }],
      providers: {
        brp: {
          baseUrl: sandbox.brp.baseUrl,
          apiKey: { env: 'BRP_KEY' },
          user: 'handslag@gym.example',
          password: { env: 'BRP_PASSWORD' },
          format,
          test: true,
        },
      },
    },
  });
  after(async () => {
    await service.stop();
    await sandbox.stop();
    await served.stop(0);
    receiver.close();
  });
  const place = { url: service.url, over: AbortSignal.timeout(90_000) };

  const ask = async (path: string, method = 'GET', body?: object): Promise<unknown> => {
    const answer = await fetch(`${origin}/sandbox${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    assert(answer.ok, `${method} ${path}: ${answer.status}`);
    return answer.json();
  };

  return {
    service,
    place,
    told,
    /** Resolves once the gym has been told of something of which this holds. */
    async untilTold(part: string): Promise<void> {
      while (!told.some((one) => one.includes(part))) {
        place.over.throwIfAborted();
        await new Promise((resolve) => heard.addEventListener('told', resolve, { once: true }));
      }
    },
    metrics: async (): Promise<string> =>
      (
        await fetch(`${service.url}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } })
      ).text(),
    passDays: (bankDays: number) => ask('/brp/clock', 'POST', { bankDays }),
    staff: (id: string, action: string) => ask(`/brp/consents/${id}`, 'POST', { action }),
    giveInBank: (id: string, account: object) =>
      ask(`/internet-bank/consents/${id}`, 'POST', { action: 'give', ...account }),
    trouble: (wanted: Partial<Trouble>) => ask('/trouble', 'PUT', wanted),
    /** What BRP has, as its staff see it. */
    consents: async () => (await ask('/brp/consents')) as { id: string; accountnumber: string }[],
    /** A session of a member, and what a page does in it. */
    async visit(reference: string, personId = member) {
      const details = [
        {
          type: 'eft_consent',
          provider: 'brp',
          surface: 'web',
          reference,
          personId,
          companies: [{ id: '4', name: 'Gymmet AB' }],
          actions: ['list', 'create', 'modify'],
        },
      ];
      const token = await askToken(place, { authorization_details: JSON.stringify(details) });
      const call = async (method: string, path: string, body?: object, more: Record<string, string> = {}) => {
        const { status, body: answer } = await insist(place, path, {
          method,
          headers: {
            authorization: `Bearer ${token}`,
            ...(body === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': 'key' }),
            ...more,
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        return { status, json: answer === '' ? null : JSON.parse(answer) };
      };
      const [task] = (await call('GET', '/v1/session')).json.tasks;
      const { id, version, texts } = task.mandateText;
      const mandateText = { id, version, sha256: texts[0].sha256 };
      const company: string = task.companies[0].key;
      return {
        call,
        give: (account: object) =>
          call('POST', '/v1/eft-consents', { way: 'account', company, ...account, mandateText }),
        giveLater: () => call('POST', '/v1/eft-consents', { way: 'e_consent', company, mandateText }),
        modify: (consent: string, account: object) =>
          call('PUT', `/v1/eft-consents/${consent}`, { ...account, mandateText }),
        list: async () => (await call('GET', '/v1/eft-consents')).json,
        /** Waits, as the element does, until it stands like this. */
        async until(one: EftConsent, state: EftConsent['state']): Promise<EftConsent> {
          let now = one;
          while (now.state !== state) {
            place.over.throwIfAborted();
            const { json } = await call('GET', `/v1/eft-consents/${one.id}`, undefined, {
              prefer: 'wait=25',
              'if-none-match': `"${now.revision}"`,
            });
            if (json !== null) now = EftConsent.parse(json);
          }
          return now;
        },
      };
    },
  };
};

const metricsToken = 'a-token-for-metrics-of-more-than-32-characters';
