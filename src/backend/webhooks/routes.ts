import { Hono } from 'hono';
import { listWebhookDeliveries, readWebhookMessage, resendWebhookDelivery } from '../../protocol/routes.ts';
import { WebhookDeliveryQuery } from '../../protocol/webhook.ts';
import type { Caller } from '../caller.ts';
import type { Env } from '../edge/env.ts';
import type { Holds } from '../edge/holds.ts';
import { appliedWait, waitOf } from '../edge/prefer.ts';
import { Refusal } from '../edge/problem.ts';
import { honoPath } from '../edge/table.ts';
import type { Webhooks, Whose } from './webhooks.ts';

/** What became of a shop's webhooks, for its own server alone: the route table lets no session token through. */
export const createWebhookRoutes = (webhooks: Webhooks, holds: Holds): Hono<Env> => {
  const routes = new Hono<Env>();
  routes.get(honoPath(listWebhookDeliveries), async (c) => {
    const { status, after } = readQuery(c.req.query());
    const query = { ...(status && { status }), ...(after && { after: Number(after) }) };
    const wait = waitOf(c.req.header('prefer') ?? null);
    const caller = c.get('caller');
    const whose = whoseOf(caller);
    const ms = (wait ?? 0) * 1000;
    const look = (signal: AbortSignal) => webhooks.list(whose, query, { ms, signal });
    const list = (await holds.hold(caller, c.req.raw.signal, look)) ?? (await webhooks.list(whose, query));
    return c.json(list, 200, appliedWait(wait));
  });
  routes.get(honoPath(readWebhookMessage), async (c) => {
    const message = await webhooks.message(c.req.param('id') ?? '', whoseOf(c.get('caller')));
    if (message === undefined) throw new Refusal('not_found');
    return c.json(message);
  });
  routes.post(honoPath(resendWebhookDelivery), async (c) => {
    const delivery = await webhooks.resend(c.req.param('id') ?? '', whoseOf(c.get('caller')));
    if (delivery === undefined) throw new Refusal('not_found');
    return c.json(delivery, 202);
  });
  return routes;
};

const whoseOf = ({ client, merchant }: Caller): Whose => ({ client: client.id, merchant: merchant.id });

const readQuery = (query: Readonly<Record<string, string>>): WebhookDeliveryQuery => {
  const parsed = WebhookDeliveryQuery.safeParse(query);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map(({ path, code }) => ({
    pointer: path.join(),
    code: code === 'unrecognized_keys' ? ('unknown_key' as const) : ('not_allowed' as const),
  }));
  throw new Refusal('query_invalid', { errors });
};
