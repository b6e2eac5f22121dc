import * as z from 'zod';
import { listWebhookDeliveries } from '../../../protocol/routes.ts';
import { type WebhookDelivery, WebhookDeliveryList } from '../../../protocol/webhook.ts';
import { CannotStart } from '../cannot-start.ts';
import { clock } from '../clock.ts';
import type { ServiceClient } from './service-client.ts';

export interface Follower {
  /** From here on everything that is new is told. */
  ready(): void;
  /** A webhook was made, or asked to be sent again. */
  news(delivery: WebhookDelivery): Promise<void>;
  /** The service could not be asked, and will be again. */
  trouble(error: Error): void;
}

/** Milliseconds until a service that could not be asked is asked again. */
const pause = 2000;

/**
 * Tells of every webhook that is made from now on, until `signal` is aborted; then it throws the signal's reason.
 * One that could not be told of is told of again.
 */
export const followDeliveries = async (
  service: ServiceClient,
  follower: Follower,
  signal: AbortSignal,
): Promise<never> => {
  /** A delivery comes in the list each time it is tried. */
  const known = new Set<string>();
  let after = '0';
  let isCaughtUp = false;

  const readPage = async (): Promise<void> => {
    const page = await service.read(WebhookDeliveryList, listWebhookDeliveries, {
      query: { after },
      headers: isCaughtUp ? { prefer: 'wait=25' } : {},
    });
    if (page === undefined) throw new CannotStart('There is no such service at this URL.');
    for (const delivery of page.items) {
      const key = `${delivery.id} ${delivery.since}`;
      if (isCaughtUp && !known.has(key)) await follower.news(delivery);
      known.add(key);
    }
    after = page.cursor;
    if (isCaughtUp || page.items.length > 0) return;
    isCaughtUp = true;
    follower.ready();
  };

  for (;;) {
    try {
      await readPage();
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof Error) || isLasting(error)) throw error;
      follower.trouble(error);
      await clock.sleep(pause, signal);
    }
  }
};

/** Whether trying again cannot change it. */
const isLasting = (error: Error): boolean => error instanceof CannotStart || error instanceof z.ZodError;
