import type { MiddlewareHandler } from 'hono';
import type { Clock, Log } from '../../providers/given.ts';
import type { Env } from './env.ts';

/** One line per request. The route's pattern, never the URL: that holds ids, and whatever a stranger typed. */
export const requestLog =
  (log: Log, clock: Clock): MiddlewareHandler<Env> =>
  async (c, next) => {
    const start = clock.now();
    await next();
    const route: Env['Variables']['route'] | undefined = c.get('route');
    log.info('request', {
      method: c.req.method,
      route: route?.path ?? null,
      status: c.res.status,
      code: c.get('refusal') ?? null,
      ms: clock.now() - start,
      client: c.get('clientId') ?? null,
      traceId: c.get('traceId'),
      // Nobody was there any more to read the answer.
      ...(c.req.raw.signal.aborted ? { gone: true } : {}),
    });
  };
