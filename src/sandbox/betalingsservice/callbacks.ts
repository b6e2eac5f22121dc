import type { Clock, Fetch } from '../given.ts';
import { signPost } from '../oauth1.ts';
import type { Trouble } from '../trouble.ts';
import type { CollectionRequest } from './collection-request.ts';

/** Milliseconds before each try. */
const tries = [0, 200, 1000, 5000];

/** How long a callback may take to be answered, in milliseconds. */
const patience = 5000;

/** By how much a callback is held back so that its successor comes first, in milliseconds. */
const heldBack = 1500;

export interface CallbackSettings {
  readonly fetch: Fetch;
  readonly clock: Clock;
  /** The provider's own key. */
  readonly key: Promise<CryptoKey>;
  readonly trouble: () => Trouble;
  /** Aborted when the sandbox stops: nothing is sent after that. */
  readonly life: AbortSignal;
}

export interface Callbacks {
  /** Sends word of a change: at least once, a few times if it is not taken. */
  send(request: CollectionRequest): void;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

export const createCallbacks = ({ fetch, clock, key, trouble, life }: CallbackSettings): Callbacks => {
  const underWay = new Set<Promise<void>>();
  let count = 0;

  const post = async (url: string, body: string, signal: AbortSignal): Promise<boolean> => {
    const authorization = await signPost(url, body, 'betalingsservice', await key, clock.now());
    const headers = { authorization, 'content-type': 'application/json' };
    const response = await fetch(new Request(url, { method: 'POST', headers, body, signal }));
    await response.body?.cancel();
    return response.ok;
  };

  /** True if it was answered in time, and with 2xx. */
  const attempt = async (url: string, body: string): Promise<boolean> => {
    const over = new AbortController();
    const signal = AbortSignal.any([life, over.signal]);
    try {
      return await Promise.race([post(url, body, signal), clock.sleep(patience, signal).then(() => false)]);
    } catch {
      return false;
    } finally {
      over.abort();
    }
  };

  const deliver = async (url: string, body: string, delay: number): Promise<void> => {
    await clock.sleep(delay, life);
    for (const wait of tries) {
      await clock.sleep(wait, life);
      if (await attempt(url, body)) return;
    }
  };

  const start = (url: string, body: string, delay: number): void => {
    const delivery = deliver(url, body, delay)
      .catch(() => {}) // stopped
      .finally(() => underWay.delete(delivery));
    underWay.add(delivery);
  };

  return {
    send({ callbackUrl, uuid, statusCode }) {
      const { callbacks } = trouble();
      if (callbackUrl === null || callbacks === 'lost' || life.aborted) return;
      const body = JSON.stringify({ uuid, statusCode });
      count += 1;
      start(callbackUrl, body, callbacks === 'reordered' && count % 2 === 1 ? heldBack : 0);
      if (callbacks === 'doubled') start(callbackUrl, body, 0);
    },
    async idle() {
      await Promise.all(underWay);
    },
  };
};
