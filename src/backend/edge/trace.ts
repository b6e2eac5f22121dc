import type { MiddlewareHandler } from 'hono';
import type { Env } from './env.ts';

/** W3C Trace Context §3.2: version, trace id, parent id, flags. Later versions may add more behind. */
const traceparent = /^(?!ff)[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})[\da-f]{16}-[\da-f]{2}(?:-|$)/;

const newTraceId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );

/** Gives each request its trace id, the caller's own if it sent one, and tells it in `x-trace-id`. */
export const trace = (): MiddlewareHandler<Env> => async (c, next) => {
  const traceId = traceparent.exec(c.req.header('traceparent') ?? '')?.[1] ?? newTraceId();
  c.set('traceId', traceId);
  await next();
  c.res.headers.set('x-trace-id', traceId);
};
