import { ProviderError } from '../../providers/error.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../edge/problem.ts';
import type { Change } from './change.ts';
import { newFollowUp, providerKey, type RequestRow } from './record.ts';

/**
 * Takes a provider's callback: a hint to read again, and proof of nothing. Answered when the hint is stored, the same
 * for a request that nobody knows. Throws `Refusal` `callback_signature_invalid` for one that is not the provider's.
 */
export const createCallback = (deps: Deps, change: Change) => {
  const { store, clock, config, log } = deps;

  const readKey = async (name: 'betalingsservice', request: Request): Promise<string> => {
    const provider = deps.providers[name];
    if (provider === undefined) throw new Refusal('not_found');
    // What was signed is the address that the provider called, which a reverse proxy may have changed.
    const { method, headers } = request;
    const called = new Request(`${config.publicUrl}/callbacks/${name}`, {
      method,
      headers,
      body: await request.arrayBuffer(),
    });
    try {
      return (await provider.readCallback(called)).key;
    } catch (cause) {
      if (!(cause instanceof ProviderError)) throw cause;
      log.warn('callback.refused', { provider: name, failure: cause.failure, message: cause.message });
      throw new Refusal(cause.failure === 'refused' ? 'callback_signature_invalid' : 'body_invalid');
    }
  };

  return async (name: string, request: Request): Promise<Response> => {
    if (name !== 'betalingsservice') throw new Refusal('not_found');
    const key = await readKey(name, request);
    const [row] = await store.list<RequestRow>('collection_requests', providerKey(name, key), { limit: 1 });
    if (row !== undefined) {
      await change(row.id, ({ standing, createdAt }, followUp) => {
        // Settled and no longer followed: it may have been paid back.
        const known = followUp ?? { ...newFollowUp, sentAt: createdAt, taken: true };
        return {
          standing,
          followUp: { value: { ...known, wakes: known.wakes + 1 }, due: clock.now() },
        };
      });
    }
    return new Response(null, { status: 204 });
  };
};
