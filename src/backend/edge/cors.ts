import type { MiddlewareHandler } from 'hono';
import type { ClientConfig } from '../config.ts';
import type { Env } from './env.ts';
import { Refusal, toResponse } from './problem.ts';
import { table } from './table.ts';

const preflight: Readonly<Record<string, string>> = {
  'access-control-allow-methods': [...new Set(Object.values(table).map(({ method }) => method))].join(', '),
  'access-control-allow-headers': 'authorization, content-type, idempotency-key, if-none-match, prefer',
  // Two hours is the longest that Chromium keeps.
  'access-control-max-age': '7200',
};

/**
 * CORS for `/v1`. A preflight carries no token, so here an origin only has to belong to some client; whether it
 * belongs to the token's is for `access`. A request without `Origin` comes from a server and passes. Refusals of a
 * registered origin carry the headers too, or the browser's code could not read why.
 */
export const cors = (clients: readonly ClientConfig[]): MiddlewareHandler<Env> => {
  const registered = new Set(clients.flatMap(({ origins }) => origins));
  return async (c, next) => {
    const origin = c.req.header('origin');
    if (origin !== undefined && !registered.has(origin)) {
      c.set('refusal', 'origin_not_allowed');
      c.res = toResponse(new Refusal('origin_not_allowed'), c.get('traceId'));
    } else if (isPreflight(c.req.raw)) {
      c.res = new Response(null, { status: 204, headers: preflight });
    } else {
      await next();
    }
    c.res.headers.append('vary', 'Origin');
    if (origin === undefined || !registered.has(origin)) return;
    c.res.headers.set('access-control-allow-origin', origin);
    c.res.headers.set('access-control-expose-headers', 'ETag, Location, Retry-After');
  };
};

const isPreflight = ({ method, headers }: Request): boolean =>
  method === 'OPTIONS' && headers.has('origin') && headers.has('access-control-request-method');
