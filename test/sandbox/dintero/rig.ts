import assert from 'node:assert/strict';
import * as z from 'zod';
import { usualScopes } from '../../../src/sandbox/dintero/clients.ts';
import type { Storage } from '../../../src/sandbox/given.ts';
import { createSandbox } from '../../../src/sandbox/sandbox.ts';
import { FakeClock } from '../../support/fake-clock.ts';

export const baseUrl = 'http://127.0.0.1:4173';
export const partner = 'T11200000';
export const audienceOf = (account: string): string => `https://api.dintero.com/v1/accounts/${account}`;

interface Opening {
  readonly scopes?: readonly string[];
  readonly storage?: Storage;
  readonly clock?: FakeClock;
  readonly answer?: (request: Request) => Response;
}

/** The pretend provider in standing time, asked as its document says. */
export const openDintero = async (opening: Opening = {}) => {
  const { scopes = usualScopes, storage, clock = new FakeClock() } = opening;
  const hooks: Request[] = [];
  const secrets = { clientId: 'client', clientSecret: 'secret', scopes };
  const sandbox = createSandbox({
    baseUrl,
    appUrl: baseUrl,
    consumers: [],
    clock,
    ...(storage && { storage }),
    async fetch(request) {
      hooks.push(request.clone());
      return opening.answer?.(request) ?? new Response(null, { status: 204 });
    },
    dintero: {
      clients: [
        { ...secrets, account: partner },
        { ...secrets, account: 'T11300000', clientId: 'other' },
        { ...secrets, account: 'P11200000', clientId: 'live' },
      ],
      hooks: { [partner]: { url: 'https://shop.example/callbacks/dintero', secret: 'hook-secret' } },
      pages: { signing: `${baseUrl}/s`, gateway: `${baseUrl}/g`, onboarding: `${baseUrl}/o` },
    },
  });
  await sandbox.start();

  const call = (
    method: string,
    path: string,
    authorization: string | null,
    body?: unknown,
  ): Promise<Response> => {
    const headers = new Headers(authorization === null ? {} : { authorization });
    if (body !== undefined) headers.set('content-type', 'application/json');
    const more = body === undefined ? {} : { body: JSON.stringify(body) };
    return sandbox.fetch(new Request(`${sandbox.dintero.baseUrl}${path}`, { method, headers, ...more }));
  };

  const tokenOf = async (response: Response): Promise<string> => {
    assert.equal(response.status, 200);
    return `Bearer ${z.object({ access_token: z.string() }).parse(await response.json()).access_token}`;
  };

  const grant = (account: string, authorization: string, more: object) =>
    call('POST', `/accounts/${account}/auth/token`, authorization, more);

  /** The token of a platform. */
  const enter = async (account = partner, client = 'client'): Promise<string> => {
    const body = { grant_type: 'client_credentials', audience: audienceOf(account) };
    return tokenOf(await grant(account, `Basic ${btoa(`${client}:secret`)}`, body));
  };

  /** The token of a merchant, in two steps. */
  const exchange = async (account: string, by: string, of = partner): Promise<string> => {
    const path = `/accounts/${of}/auth/exchange_token`;
    const first = await tokenOf(await call('POST', path, by, { account_id: account }));
    const body = { grant_type: 'client_credentials', audience: audienceOf(of) };
    return tokenOf(await grant(account, first, body));
  };

  const address = { address_line: 'Storgatan 1', postal_place: 'Stockholm', country: 'SE' };
  const company = { business_name: 'Bergs Blommor AB', organization_number: '5566778899', address };
  const applicant = { email: 'anna@shop.example', agreement: { name: 'Terms', version: '1' } };
  const whole = { applicant, company, billing: company };

  return {
    clock,
    sandbox,
    hooks,
    call,
    grant,
    enter,
    exchange,
    tokenOf,
    whole,
    plain: (method: string, path: string, body?: unknown) =>
      sandbox.fetch(
        new Request(`${baseUrl}/sandbox/${path}`, {
          method,
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
      ),
    /** An account of a platform; its id. */
    async open(by: string, of = partner): Promise<string> {
      const response = await call('POST', `/accounts/${of}/management/accounts`, by, whole);
      return z.object({ account_id: z.string() }).parse(await response.json()).account_id;
    },
  };
};

export const codeOf = async (response: Response): Promise<string> =>
  z.object({ error: z.object({ code: z.string(), message: z.string() }) }).parse(await response.json()).error
    .code;
