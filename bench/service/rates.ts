import { SignJWT } from 'jose';
import { median } from '../median.ts';
import type { Call } from './load-jobs.ts';
import type { Pending } from './pending.ts';
import type { Floor } from './start-floor.ts';
import type { Load } from './start-load.ts';
import { clientAuthorization, type Service } from './start-service.ts';

/** Each is measured so many times, in turn with its floor, so that what else the machine does falls on both. */
const rounds = 3;

export interface Rate {
  readonly name: string;
  /** A second, the median of all rounds; so is the floor: plain Node that answers the same call with the same bytes. */
  readonly perSecond: number;
  readonly floor: number;
  /** Whether each call makes a signature. */
  readonly signs: boolean;
}

const tokenCall = (service: Service, more: Readonly<Record<string, string>> = {}): Call => ({
  method: 'POST',
  url: `${service.url}/oauth/token`,
  headers: { authorization: clientAuthorization, 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams({ grant_type: 'client_credentials', ...more }).toString(),
});

const details = {
  type: 'collection_request',
  provider: 'betalingsservice',
  surface: 'web',
  amount: { value: 249_900, currency: 'DKK' },
  text: 'Phone + first month',
  reference: 'UNIQUE',
};

export const measureRates = async (
  load: Load,
  service: Service,
  floor: Floor,
  { url, headers }: Pending,
): Promise<readonly Rate[]> => {
  const measure = async (name: string, call: Call): Promise<Rate> => {
    const { method, headers = {}, body = null } = call;
    await floor.answerWith(await (await fetch(call.url, { method, headers, body })).text());
    const floorCall = { ...call, url: `${floor.url}/` };
    // The first round only warms up.
    await load.repeat(call);
    await load.repeat(floorCall);
    const ours: number[] = [];
    const floors: number[] = [];
    while (ours.length < rounds) {
      ours.push(await load.repeat(call));
      floors.push(await load.repeat(floorCall));
    }
    return { name, perSecond: median(ours), floor: median(floors), signs: call.method === 'POST' };
  };
  return [
    await measure('server tokens', tokenCall(service)),
    await measure(
      'session tokens, each for a new session',
      tokenCall(service, { authorization_details: JSON.stringify([details]) }),
    ),
    await measure('status reads', { method: 'GET', url, headers: { ...headers } }),
  ];
};

/** ES256 signatures a second, of the claims of a server token, as many at once as there are calls otherwise. */
export const measureSigning = async (): Promise<number> => {
  const { privateKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ]);
  const sign = (): Promise<string> =>
    new SignJWT({ client_id: 'demo-shop' })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'bench' })
      .setIssuer('http://127.0.0.1')
      .setSubject('demo-shop')
      .setAudience('http://127.0.0.1/v1')
      .setJti(crypto.randomUUID())
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(privateKey);
  const signed: number[] = [];
  while (signed.length < rounds) {
    const start = performance.now();
    let done = 0;
    while (performance.now() - start < 500) {
      await Promise.all(Array.from({ length: 32 }, sign));
      done += 32;
    }
    signed.push((done * 1000) / (performance.now() - start));
  }
  return median(signed);
};
