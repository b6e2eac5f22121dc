import type { MiddlewareHandler } from 'hono';
import type { Clock, Log } from '../../providers/given.ts';
import type { Metrics } from '../metrics.ts';
import type { Env } from './env.ts';

export interface RequestLogOptions {
  /** Whether lines hold the address that asked: of a browser that is personal data. */
  readonly addresses: boolean;
  readonly metrics: Metrics | undefined;
}

/** One line per request. The route's pattern, never the URL: that holds ids, and whatever a stranger typed. */
export const requestLog =
  (log: Log, clock: Clock, { addresses, metrics }: RequestLogOptions): MiddlewareHandler<Env> =>
  async (c, next) => {
    const start = clock.now();
    await next();
    const route: Env['Variables']['route'] | undefined = c.get('route');
    const answered = {
      method: c.req.method,
      route: route?.path ?? null,
      status: c.res.status,
      code: c.get('refusal') ?? null,
      ms: clock.now() - start,
    };
    metrics?.answered({ ...answered, held: c.res.headers.has('preference-applied') });
    log.info('request', {
      ...answered,
      client: c.get('clientId') ?? null,
      traceId: c.get('traceId'),
      ...(addresses ? { peer: c.env.peer?.address ?? null } : {}),
      // Nobody was there any more to read the answer.
      ...(c.req.raw.signal.aborted ? { gone: true } : {}),
    });
  };
