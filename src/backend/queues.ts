import { type FollowUp, followUpKeys } from './collection/record.ts';
import type { ClientConfig } from './config.ts';
import type { Deps } from './deps.ts';
import { followUps as eftFollowUps } from './eft-consent/record.ts';
import { listUnderWay } from './eft-consent/stuck.ts';
import { listWaiting } from './onboarding/stuck.ts';
import type { Store } from './store/store.ts';
import { type Delivery, keys, tableOf } from './webhooks/delivery.ts';

/** What waits. Ages in milliseconds, 0 where nothing waits; counts end at a thousand of a kind. */
export interface Queues {
  /** Age of the oldest request, consent or part of an onboarding that the provider has not been sent. */
  readonly unsent: number;
  /** For how long one should have been looked at, and was not. */
  readonly unread: number;
  /** Requests, consents and onboardings of which nobody knows what came. */
  readonly unknown: number;
  /** Webhooks on their way, and the age of the oldest. */
  readonly webhooks: { readonly pending: number; readonly oldest: number };
}

const most = 1000;

/** Looks at everything that waits in the store. */
export const readQueues = async ({
  store,
  config,
  clock,
}: Pick<Deps, 'store' | 'config' | 'clock'>): Promise<Queues> => {
  const now = clock.now();
  const age = (at: number | null | undefined): number => Math.max(0, now - (at ?? now));
  const follow = (key: string, limit: number) => store.list<FollowUp>('follow_ups', key, { limit });
  const [[unsent], nextDue, unknown, deliveries, nextConsent, consents, nextOnboarding, onboardings] =
    await Promise.all([
      follow(followUpKeys.unsent, 1),
      store.nextDue('follow_ups'),
      follow(followUpKeys.unknown, most),
      Promise.all(config.clients.map((client) => pendingOf(store, client))),
      store.nextDue(eftFollowUps),
      listUnderWay(store),
      store.nextDue('onboarding_works'),
      listWaiting(store, now),
    ]);
  const pending = deliveries.flat();
  return {
    unsent: Math.max(
      age(unsent?.due),
      ...consents.map(({ order }) => (order.sentAt === null ? age(order.since) : 0)),
      ...onboardings.map(({ unsentSince }) => age(unsentSince)),
    ),
    unread: Math.max(age(nextDue), age(nextConsent), age(nextOnboarding)),
    unknown:
      unknown.length +
      consents.filter(({ order }) => order.isUnsure).length +
      onboardings.filter(({ unknownSince }) => unknownSince !== null).length,
    webhooks: {
      pending: pending.length,
      oldest: age(Math.min(now, ...pending.map(({ createdAt }) => createdAt))),
    },
  };
};

const pendingOf = async (
  store: Store,
  { id, merchant, merchants, webhooks }: ClientConfig,
): Promise<readonly Delivery[]> => {
  const lists = webhooks.flatMap((endpoint) =>
    [merchant, ...merchants].map((one) =>
      store.list<Delivery>(tableOf(id, endpoint.id), keys.merchant(one, 'pending'), { limit: most }),
    ),
  );
  return (await Promise.all(lists)).flat().map(({ value }) => value);
};
