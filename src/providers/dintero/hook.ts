import { ProviderError } from '../error.ts';
import type { HookReading } from '../onboarding-readings.ts';
import { parseJson, readBody } from '../read-body.ts';
import type { Partner } from './partner.ts';
import { Hook } from './wire.ts';

/** Bytes. */
const hookLimit = 256 * 1024;

const refused = (what: string, cause?: unknown): ProviderError =>
  new ProviderError('refused', `hook: ${what}`, { cause });

const bytesOf = (hex: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/**
 * What a hook hints at. First the size, then the signature (HMAC-SHA1 of the body in hexadecimal, compared by WebCrypto
 * in constant time), then the shape. An account of another platform, or of the other environment, is none of ours.
 */
export const createHookReader = (secret: string, partner: Partner) => {
  const key = crypto.subtle.importKey(
    'raw',
    new TextEncoder().encode(secret),
    { name: 'HMAC', hash: 'SHA-1' },
    false,
    ['verify'],
  );

  return async (request: Request): Promise<HookReading> => {
    const body = await readBody(request, hookLimit).catch((cause: unknown) => {
      throw refused('the body cannot be read', cause);
    });
    const signature = request.headers.get('event-signature') ?? '';
    if (!/^[0-9a-f]{40}$/i.test(signature)) throw refused('not signed');
    if (!(await crypto.subtle.verify('HMAC', await key, bytesOf(signature), body))) {
      throw refused('signed by somebody else');
    }
    const delivery = request.headers.get('event-delivery') ?? '';
    const event = request.headers.get('event') ?? '';
    if (!/^[\w-]{1,100}$/.test(delivery) || !/^[a-z_.]{1,100}$/.test(event)) {
      throw new ProviderError('nonsense', 'hook: without its delivery or event');
    }
    const told = Hook.safeParse(parseJson(body)).data;
    const named = told?.account_id ?? told?.payload?.account_id ?? null;
    return { delivery, event, account: named === null ? null : partner.own(named) };
  };
};
