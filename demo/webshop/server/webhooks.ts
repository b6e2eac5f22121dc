import { Webhook } from 'standardwebhooks';
import * as z from 'zod';
import { CollectionRequest } from './handslag.ts';
import type { Orders } from './orders.ts';

/** The only type there is so far. */
const Changed = z.object({
  type: z.literal('collection_request.changed'),
  timestamp: z.string(),
  data: CollectionRequest.extend({ reference: z.string() }),
});

/** Takes the webhooks that Handslag sends, believes none that it has not verified, and answers when it is kept. */
export const createReceiver = (secret: string, orders: Orders) => {
  const webhook = new Webhook(secret);
  return async (request: Request): Promise<Response> => {
    // The signature is of the very text that came, so nothing may read it as JSON before.
    const body = await request.text();
    let event: unknown;
    try {
      event = webhook.verify(body, Object.fromEntries(request.headers));
    } catch {
      return new Response(null, { status: 401 });
    }
    const changed = Changed.safeParse(event);
    if (changed.success) {
      const { timestamp, data } = changed.data;
      await orders.tell(data.reference, { ...data, at: timestamp });
    }
    // Also for a type that this shop does not know: it is not to be sent again.
    return new Response(null, { status: 204 });
  };
};
