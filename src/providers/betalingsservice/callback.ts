import { ProviderError } from '../error.ts';
import type { Clock } from '../given.ts';
import { parseJson, readBody } from '../read-body.ts';
import { verify } from './oauth1.ts';
import type { Profile } from './profile.ts';

/** Bytes. A real callback is about a hundred. */
const callbackLimit = 16 * 1024;

/**
 * The key that a callback hints at. First the size, then the signature, then the shape. One that comes twice is
 * taken twice: it only says "read again", and reading again does no harm.
 *
 * `request.url` must be the URL that the provider called: it is part of what was signed.
 */
export const readCallback = async (
  request: Request,
  key: CryptoKey,
  clock: Clock,
  profile: Profile,
): Promise<{ readonly key: string }> => {
  const body = await readBody(request, callbackLimit).catch((cause: unknown) => {
    throw new ProviderError('refused', 'callback: the body cannot be read', { cause });
  });
  const signable = { method: request.method, url: request.url, body };
  const verdict = await verify(signable, request.headers.get('authorization'), key, clock.now());
  if (verdict !== 'genuine') throw new ProviderError('refused', `callback: signature ${verdict}`);
  const hint = profile.callback.safeParse(parseJson(body));
  if (!hint.success) throw new ProviderError('nonsense', 'callback: does not fit the profile');
  return { key: hint.data.uuid };
};
