import { EventEmitter, once } from 'node:events';
import * as z from 'zod';
import { CollectionRequest } from './handslag.ts';

/** What a webhook told: how a request stands since `at`. */
const Told = CollectionRequest.extend({ at: z.string() });
export type Told = z.infer<typeof Told>;

/** One thing that a customer of this shop was asked to pay. */
const Order = z.object({
  /** Also the reference at Handslag. */
  id: z.string(),
  /** The browser it belongs to: the value of its cookie. */
  browser: z.string(),
  kind: z.enum(['purchase', 'bill']),
  /** What was bought; null for a bill. */
  choice: z.object({ colour: z.string(), storage: z.string(), plan: z.string().nullable() }).nullable(),
  /** What the payer reads in the bank's app. */
  text: z.string(),
  /** In øre. */
  amount: z.number(),
  /** Seconds that the payer has to approve it. */
  expiresIn: z.number(),
  /** Paid every month from now on, in øre; null: nothing. */
  monthly: z.number().nullable(),
  /** The customer's number for this subscription; its mandate stands under it. Null: no subscription. */
  customerNumber: z.string().nullable(),
  createdAt: z.string(),
  /** What webhooks told of its payment, the oldest first. Handslag itself is asked while that is not the end of it. */
  told: z.array(Told).default([]),
});
export type Order = z.infer<typeof Order>;

/** Where the shop keeps its orders: a text that is replaced as a whole. */
export interface OrderFile {
  read(): Promise<string | undefined>;
  replace(text: string): Promise<void>;
}

export interface Orders {
  find(id: string): Order | undefined;
  /** The newest first. */
  ofBrowser(browser: string): readonly Order[];
  /** Resolves when the order would survive a restart. */
  add(order: Order): Promise<void>;
  /** Notes what a webhook told of an order, unless as new a word is there already. Resolves as `add` does. */
  tell(id: string, told: Told): Promise<void>;
  /** Resolves when a webhook has told something of the order, or when the signal aborts. */
  untilTold(id: string, signal: AbortSignal): Promise<void>;
}

export const openOrders = async (file: OrderFile): Promise<Orders> => {
  let orders: readonly Order[] = z.array(Order).parse(JSON.parse((await file.read()) ?? '[]'));
  const tellings = new EventEmitter();
  let written: Promise<void> = Promise.resolve();

  /** One change after the other. None is to be seen here before it is on disk. */
  const change = (make: (all: readonly Order[]) => readonly Order[]): Promise<void> => {
    written = written
      .catch(() => undefined)
      .then(async () => {
        const next = make(orders);
        await file.replace(JSON.stringify(next));
        orders = next;
      });
    return written;
  };
  const find = (id: string): Order | undefined => orders.find((order) => order.id === id);

  return {
    find,
    ofBrowser: (browser) => orders.filter((order) => order.browser === browser).reverse(),
    add: (order) => change((all) => [...all, order]),
    async tell(id, told) {
      // A reference that is not from this shop is somebody else's business.
      if (find(id) === undefined) return;
      await change((all) => all.map((order) => (order.id === id ? withTold(order, told) : order)));
      tellings.emit(id);
    },
    async untilTold(id, signal) {
      await once(tellings, id, { signal }).catch(() => undefined);
    },
  };
};

/** The same webhook once more has the same revision, so this takes care of repeated and of overtaken ones. */
const withTold = (order: Order, told: Told): Order => {
  const isKnown = order.told.some(({ id, revision }) => id === told.id && revision >= told.revision);
  return isKnown ? order : { ...order, told: [...order.told, told] };
};
