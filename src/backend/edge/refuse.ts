import type { Context, MiddlewareHandler } from 'hono';
import { problems } from '../../protocol/words.ts';
import type { Log } from '../../providers/given.ts';
import { OAuthRefusal, toOAuthRefusal, toOAuthResponse } from '../oauth/refusal.ts';
import { StoreUnavailable } from '../store/store.ts';
import type { Env } from './env.ts';
import { Refusal, toResponse } from './problem.ts';

/** Seconds after which a caller may try again when the store could not answer. */
const storeRetryAfter = 5;

/** Answers whatever was thrown: a problem document, or below `/oauth/` the form of RFC 6749 §5.2. */
export const refuse =
  (log: Log) =>
  (error: Error, c: Context<Env>): Response => {
    const refusal = toRefusal(error);
    const code = refusal instanceof Refusal ? refusal.code : refusal.error;
    c.set('refusal', code);
    if (isOurFault(refusal) && !c.req.raw.signal.aborted) {
      log.error('request.failed', { traceId: c.get('traceId'), code, ...describe(refusal.cause) });
    }
    return c.req.path.startsWith('/oauth/')
      ? toOAuthResponse(toOAuthRefusal(refusal))
      : toResponse(refusal instanceof Refusal ? refusal : new Refusal('internal_error'), c.get('traceId'));
  };

const toRefusal = (error: Error): Refusal | OAuthRefusal => {
  if (error instanceof Refusal || error instanceof OAuthRefusal) return error;
  if (error instanceof StoreUnavailable) {
    return new Refusal('unavailable', { retryAfter: storeRetryAfter, cause: error });
  }
  return new Refusal('internal_error', { cause: error });
};

const isOurFault = (refusal: Refusal | OAuthRefusal): boolean =>
  refusal instanceof Refusal && problems[refusal.code][0] >= 500 && refusal.cause !== undefined;

/** Where it went wrong, without the message: that may quote what it could not parse. */
const describe = (error: unknown): Readonly<Record<string, unknown>> =>
  error instanceof Error
    ? { error: error.name, at: error.stack?.split('\n').filter((line) => line.startsWith('    at ')) }
    : { error: typeof error };

/**
 * Hono hands only `Error`s to its error handler, and an aborted signal's reason may be anything. So that such a
 * request has its answer and its log line too, what is no `Error` is wrapped in one.
 */
export const throwErrors = (): MiddlewareHandler<Env> => async (_, next) => {
  try {
    await next();
  } catch (thrown) {
    throw new Error('thrown, and not an Error', { cause: thrown });
  }
};
