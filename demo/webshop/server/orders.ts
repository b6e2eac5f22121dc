import * as z from 'zod';

/** One thing that a customer of this shop was asked to pay. The payment's truth is not here: Handslag has it. */
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
}

export const openOrders = async (file: OrderFile): Promise<Orders> => {
  const orders = z.array(Order).parse(JSON.parse((await file.read()) ?? '[]'));
  let written: Promise<void> = Promise.resolve();
  return {
    find: (id) => orders.find((order) => order.id === id),
    ofBrowser: (browser) => orders.filter((order) => order.browser === browser).reverse(),
    add(order) {
      orders.push(order);
      written = written.catch(() => undefined).then(() => file.replace(JSON.stringify(orders)));
      return written;
    },
  };
};
