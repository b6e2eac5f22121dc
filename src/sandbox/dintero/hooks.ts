import type { Clock, Fetch } from '../given.ts';
import type { Trouble } from '../trouble.ts';

/** Milliseconds before each try. A redirect counts as an error. */
const tries = [0, 1000, 4000, 15_000, 60_000];

/** Milliseconds for which an answer is awaited. */
const patience = 10_000;

/** How long the first of two is held back when they are to change places. */
const heldBack = 3000;

export type HookEvent =
  | 'account_add'
  | 'account_update'
  | 'cdd_case_update'
  | 'approval_payout_destination_update'
  | 'approval_payout_destination_delete';

export interface HookSettings {
  /** Who is told, by partner's account. */
  readonly subscriptions: Readonly<Record<string, { readonly url: string; readonly secret: string }>>;
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly trouble: () => Trouble;
  readonly life: AbortSignal;
}

export interface Hooks {
  send(event: HookEvent, account: string): void;
  /** Resolves when none is under way. */
  idle(): Promise<void>;
}

const sign = async (secret: string, body: string): Promise<string> => {
  const utf8 = new TextEncoder();
  const algorithm = { name: 'HMAC', hash: 'SHA-1' };
  const key = await crypto.subtle.importKey('raw', utf8.encode(secret), algorithm, false, ['sign']);
  const signature = await crypto.subtle.sign('HMAC', key, utf8.encode(body));
  return Array.from(new Uint8Array(signature), (byte) => byte.toString(16).padStart(2, '0')).join('');
};

/** Tells a partner that something has changed: at least once, in no sure order. */
export const createHooks = ({ subscriptions, fetch, clock, trouble, life }: HookSettings): Hooks => {
  const underWay = new Set<Promise<void>>();
  let count = 0;

  const attempt = async (url: string, headers: HeadersInit, body: string): Promise<boolean> => {
    const over = new AbortController();
    const signal = AbortSignal.any([life, over.signal]);
    const post = async (): Promise<boolean> => {
      const request = new Request(url, { method: 'POST', headers, body, redirect: 'manual', signal });
      const response = await fetch(request);
      await response.body?.cancel();
      return response.ok;
    };
    try {
      return await Promise.race([post(), clock.sleep(patience, signal).then(() => false)]);
    } catch {
      return false;
    } finally {
      over.abort();
    }
  };

  const deliver = async (
    event: HookEvent,
    account: string,
    delay: number,
    delivery: string,
  ): Promise<void> => {
    const to = subscriptions[`${account.slice(0, 4)}00000`];
    if (to === undefined) return;
    const body = JSON.stringify({ event, account_id: account });
    const headers = {
      'content-type': 'application/json',
      event,
      'event-delivery': delivery,
      'event-signature': await sign(to.secret, body),
    };
    await clock.sleep(delay, life);
    for (const wait of tries) {
      await clock.sleep(wait, life);
      if (await attempt(to.url, headers, body)) return;
    }
  };

  const start = (...order: Parameters<typeof deliver>): void => {
    const delivery = deliver(...order)
      .catch(() => {}) // stopped
      .finally(() => underWay.delete(delivery));
    underWay.add(delivery);
  };

  return {
    send(event, account) {
      const { callbacks } = trouble();
      // `account_update` is sent in production only
      const isSilent = event === 'account_update' && account.startsWith('T');
      if (isSilent || callbacks === 'lost' || life.aborted) return;
      const delivery = crypto.randomUUID();
      count += 1;
      start(event, account, callbacks === 'reordered' && count % 2 === 1 ? heldBack : 0, delivery);
      if (callbacks === 'doubled') start(event, account, 0, delivery);
    },
    async idle() {
      await Promise.all(underWay);
    },
  };
};
