/**
 * The world beside a page test: a backend, a sandbox and a shop of the page's own, started when this is imported.
 * The page stands on the shop's origin; the backend is on another, as in life.
 */

import type { Trouble } from '../../src/sandbox/trouble.ts';
import { type Phone, phoneAt } from './phone.ts';
import type { Asked, Opened } from './shop.ts';

const ask = async <T>(method: string, url: string, body: object = {}): Promise<T> => {
  const answer = await fetch(url, { method, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`);
  return answer.json();
};

const world = await ask<{ id: number; backendUrl: string }>('POST', '/world');

export const { backendUrl } = world;

/** Opens a session as the shop's server does; see `Asked` for what it asks for when nothing is named. */
export const openSession = async (asked: Asked = {}): Promise<Opened & { readonly backend: string }> => ({
  ...(await ask<Opened>('POST', `/world/${world.id}/sessions`, asked)),
  backend: backendUrl,
});

/** A token from the server of one of the demos. */
const fromDemo = async (path: string, body: object): Promise<string> =>
  (await ask<{ token: string }>('POST', `/world/${world.id}/demo`, { path, body })).token;

/** Opens the call centre's desk for an agent: a session token. */
export const openDesk = (agent: 'anna' | 'bo' = 'anna'): Promise<string> =>
  fromDemo('/demo/agent/api/token', { agent });

/** Opens a session in which a customer of the bookkeeper gives a consent: a session token. Each call is another customer. */
export const openConsent = (): Promise<string> =>
  fromDemo('/demo/consent/api/token', { customer: crypto.randomUUID() });

/** Opens the bookkeeper's own list of consents: a session token. */
export const openConsents = (): Promise<string> => fromDemo('/demo/consent/api/staff/token', {});

/** Opens a session of a member of the gym: a session token. `member`: their number in BRP. */
export const openAutogiro = (member: string, surface: 'web' | 'agent' | 'pos' = 'web'): Promise<string> =>
  fromDemo('/demo/autogiro/api/token', { member, surface });

/** What the gym's office and the bank do in the pretend BRP. `path`: below it, `consents/23`. */
export const inBrp = async <T>(method: string, path: string, body?: object): Promise<T> => {
  const answer = await fetch(`${backendUrl}/sandbox/brp/${path}`, {
    method,
    body: body === undefined ? null : JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
};

/** Opens the onboarding of a seller of the marketplace, for them or for an agent: a session token. `shop`: whose it is. */
export const openSeller = (
  shop: string = crypto.randomUUID(),
  surface: 'web' | 'agent' = 'web',
  country: 'SE' | 'NO' = 'SE',
): Promise<string> =>
  fromDemo(`/demo/onboarding/api/${surface === 'agent' ? 'agent/' : ''}token`, { shop, country });

/** Opens the marketplace's own list of its sellers: a session token. */
export const openMerchants = (): Promise<string> => fromDemo('/demo/onboarding/api/staff/token', {});

/** What people do at the pretend Dintero. `path`: below `/sandbox`, such as `inbox`. */
export const atDintero = async <T>(method: string, path: string, body?: object): Promise<T> => {
  const answer = await fetch(`${backendUrl}/sandbox/${path}`, {
    method,
    body: body === undefined ? null : JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
};

/** What people do in the pretend OP API Admin. `path`: below a company, `2617416-4/agreements`. */
export const inOpAdmin = async (method: string, path: string, body?: object): Promise<void> => {
  const answer = await fetch(`${backendUrl}/sandbox/op-admin/companies/${path}`, {
    method,
    body: body === undefined ? null : JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
};

/** The payer's phone. */
export const phone: Phone = phoneAt(backendUrl);

/** Sets what goes wrong from now on, in this page's world only; with nothing, all is as usual again. */
export const trouble = (wanted: Partial<Trouble> = {}): Promise<Trouble> =>
  ask('PUT', `${backendUrl}/sandbox/trouble`, wanted);
