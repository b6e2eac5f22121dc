import { randomBytes, randomInt } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { HTTPException } from 'hono/http-exception';
import * as z from 'zod';
import { bills, fromIds, phone, toIds, totalOf } from './catalogue.ts';
import { type CollectionRequest, createHandslag } from './server/handslag.ts';
import { type Order, type OrderFile, openOrders } from './server/orders.ts';
import { isFinal, standingOf } from './server/standing.ts';
import { changesIn, requestsIn } from './server/told.ts';
import { createReceiver } from './server/webhooks.ts';
import type { ShownOrder } from './shop-api.ts';

export interface ShopOptions {
  readonly handslag: { readonly url: string; readonly clientId: string; readonly clientSecret: string };
  /** Handslag signs its webhooks to `POST webhooks` with it: `whsec_` and base64. */
  readonly webhookSecret: string;
  readonly orders: OrderFile;
  /** Aborts when the server stops: what is held is answered then. */
  readonly stopping: AbortSignal;
  /** Told of each call that failed. */
  readonly report: (error: unknown) => void;
}

/** What a trial against the sandbox chooses (see trial.ts): no real shop lets a browser say such things. */
const trial = z.object({ ore: z.int().min(0).max(99), expiresIn: z.int().min(60).max(600) });
const NewOrder = z.object({ colour: z.string(), storage: z.string(), plan: z.string().nullable(), trial });
const NewToken = z.object({ mobile: z.e164().nullable() });
const NewBill = z.object({ bill: z.string(), text: z.string().min(1).max(80), trial });

/**
 * The part of Fjordfone that runs on its server: what any shop writes to take payments with Handslag.
 *
 * | call                     | does                                                            |
 * | ------------------------ | --------------------------------------------------------------- |
 * | `POST orders`            | takes an order; the price is reckoned here, not in the browser  |
 * | `POST orders/{id}/token` | gives the page a token for this order's payment, and no other   |
 * | `GET orders`             | what this customer has bought and been billed                   |
 * | `GET orders/{id}`        | one of them; with `?seen=`, held until the shop is told more    |
 * | `POST orders/{id}/bills` | bills the customer further, under the mandate of this order     |
 * | `POST webhooks`          | is told by Handslag of each change, with no page open           |
 */
export const createShop = async (options: ShopOptions): Promise<Hono> => {
  const handslag = createHandslag(options.handslag);
  const orders = await openOrders(options.orders);
  const shop = new Hono().basePath('/demo/webshop/api');

  /** How an order's requests stand: as webhooks told, once that settles it; until then as Handslag says when asked. */
  const requestsOf = async ({ id, told }: Order): Promise<readonly CollectionRequest[]> => {
    const requests = requestsIn(told);
    return isFinal(standingOf(requests)) ? requests : handslag.requestsFor(id);
  };

  /** The order as its page may see it. */
  const show = async (order: Order): Promise<ShownOrder> => {
    const { browser: _, ...own } = order;
    const requests = await requestsOf(order);
    const newest = requests.at(-1);
    const seen = [newest?.id, newest?.revision, order.told.length].join('/');
    return { ...own, ...standingOf(requests), told: changesIn(order.told), seen };
  };

  /** The order named in the path, if it belongs to the browser that asks. */
  const orderOf = (c: Context): Order => {
    const order = orders.find(c.req.param('id') ?? '');
    if (order === undefined || order.browser !== getCookie(c, cookie)) throw new HTTPException(404);
    return order;
  };

  shop.post('/orders', async (c) => {
    const asked = await bodyOf(c, NewOrder);
    const choice = fromIds(asked);
    if (choice === undefined) throw new HTTPException(400);
    const { plan } = choice;
    const order: Order = {
      id: newReference(),
      browser: browserOf(c),
      kind: 'purchase',
      choice: toIds(choice),
      text: plan === null ? phone.name : `${phone.name} + ${plan.name}`,
      amount: totalOf(choice) + asked.trial.ore,
      expiresIn: asked.trial.expiresIn,
      monthly: plan?.monthly ?? null,
      customerNumber: plan === null ? null : newCustomerNumber(),
      createdAt: new Date().toISOString(),
      told: [],
    };
    await orders.add(order);
    return c.json({ id: order.id }, 201);
  });

  shop.post('/orders/:id/token', async (c) => {
    const { id, amount, text, expiresIn, customerNumber } = orderOf(c);
    const { mobile } = await bodyOf(c, NewToken);
    const payment = { reference: id, amount, text, expiresIn, mandateFor: customerNumber, mobile };
    const token = await handslag.openPayment(payment);
    return c.json({ token });
  });

  shop.get('/orders', async (c) => {
    const own = orders.ofBrowser(getCookie(c, cookie) ?? '');
    return c.json({ orders: await Promise.all(own.map(show)) });
  });

  shop.get('/orders/:id', async (c) => {
    const { id } = orderOf(c);
    const shown = await show(orderOf(c));
    if (c.req.query('seen') !== shown.seen) return c.json(shown);
    // A webhook that is late is made up for by the next look.
    const enough = [options.stopping, c.req.raw.signal, AbortSignal.timeout(25_000)];
    await orders.untilTold(id, AbortSignal.any(enough));
    return c.json(await show(orderOf(c)));
  });

  shop.post('/orders/:id/bills', async (c) => {
    const { browser, customerNumber } = orderOf(c);
    const asked = await bodyOf(c, NewBill);
    const sold = bills.find((bill) => bill.id === asked.bill);
    if (sold === undefined || customerNumber === null) throw new HTTPException(400);
    const bill: Order = {
      id: newReference(),
      browser,
      kind: 'bill',
      choice: null,
      text: asked.text,
      amount: sold.price + asked.trial.ore,
      expiresIn: asked.trial.expiresIn,
      monthly: null,
      customerNumber: null,
      createdAt: new Date().toISOString(),
      told: [],
    };
    await orders.add(bill);
    const { id, amount, text, expiresIn } = bill;
    await handslag.sendBill({ reference: id, amount, text, expiresIn, customerNumber });
    return c.json({ id: bill.id }, 201);
  });

  const receive = createReceiver(options.webhookSecret, orders);
  shop.post('/webhooks', (c) => receive(c.req.raw));

  shop.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    if (!c.req.raw.signal.aborted) options.report(error);
    return c.body(null, 502);
  });

  return shop;
};

const bodyOf = async <S extends z.ZodType>(c: Context, schema: S): Promise<z.output<S>> => {
  const body = schema.safeParse(await c.req.json().catch(() => undefined));
  if (!body.success) throw new HTTPException(400);
  return body.data;
};

const cookie = 'fjordfone';

/** The browser's own name here, given to it with its first order. */
const browserOf = (c: Context): string => {
  const known = getCookie(c, cookie);
  if (known !== undefined) return known;
  const name = randomBytes(18).toString('base64url');
  setCookie(c, cookie, name, {
    httpOnly: true,
    sameSite: 'Lax',
    path: '/demo/webshop/',
    maxAge: 90 * 86_400,
  });
  return name;
};

const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** For people to read out: no look-alikes. Random, so that nobody can count this shop's orders. */
const newReference = (): string =>
  `FF-${Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join('')}`;

const newCustomerNumber = (): string => String(randomInt(1_000_000_000)).padStart(9, '0');
