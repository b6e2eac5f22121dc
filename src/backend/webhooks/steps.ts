import type { DeliveryFailure } from '../../protocol/words.ts';
import type { Delivery, Step } from './delivery.ts';
import { claimTime, keptFor, nextTry } from './schedule.ts';

/** What came of one try. */
export type Outcome =
  | { readonly failure: null; readonly status: number }
  | {
      readonly failure: DeliveryFailure;
      /** What the endpoint answered; null if it did not. */
      readonly status: number | null;
      /** How long it asked to be left alone, in milliseconds. */
      readonly retryAfter: number | null;
    };

/** A try begins. If nothing more is heard of it, the process ended, and it is made again. */
export const claimed = (delivery: Delivery, now: number): Step => ({
  delivery: { ...delivery, sending: true, attempts: delivery.attempts + 1 },
  due: now + claimTime,
});

/** A try is over: delivered, to be tried again, or given up. */
export const tried = (delivery: Delivery, outcome: Outcome, now: number, random: number): Step => {
  const { failure, status } = outcome;
  const over = { ...delivery, sending: false, asked: false, last: { at: now, status, failure } };
  if (failure === null) {
    return { delivery: { ...over, status: 'delivered' }, due: now + keptFor.delivered };
  }
  if (failure === 'gone') return held(over, now);
  const next = nextTry(now, delivery.since, delivery.attempts, outcome.retryAfter, random);
  return next === null ? failed(over, now) : { delivery: over, due: next };
};

/** The endpoint wants nothing for now. */
export const held = (delivery: Delivery, now: number): Step => ({
  delivery: { ...delivery, sending: false, status: 'held' },
  due: now + keptFor.undelivered,
});

export const failed = (delivery: Delivery, now: number): Step => ({
  delivery: { ...delivery, status: 'failed' },
  due: now + keptFor.undelivered,
});

/** The endpoint is not in the configuration any more. */
export const stranded = (delivery: Delivery, now: number): Step =>
  failed({ ...delivery, sending: false, last: { at: now, status: null, failure: 'not_configured' } }, now);

/** To be tried at once, and for as long as a new one. */
export const renewed = (delivery: Delivery, now: number): Step => ({
  delivery: { ...delivery, status: 'pending', since: now, attempts: 0, sending: false },
  due: now,
});

/** As `renewed`, because somebody wants it: even if the endpoint answered 410. */
export const asked = (delivery: Delivery, now: number): Step => {
  const step = renewed(delivery, now);
  return { ...step, delivery: { ...step.delivery, asked: true } };
};

export const created = (
  about: Pick<Delivery, 'client' | 'merchant' | 'endpoint' | 'type' | 'subject' | 'body'>,
  now: number,
): Step => ({
  delivery: {
    ...about,
    status: 'pending',
    since: now,
    attempts: 0,
    sending: false,
    asked: false,
    last: null,
    createdAt: now,
  },
  due: now,
});
