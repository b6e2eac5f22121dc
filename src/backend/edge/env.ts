import type { Caller } from '../caller.ts';

/** What every handler behind the edge can read from Hono's context. */
export interface Env {
  Variables: {
    /** 32 hex digits; in every log line and problem of this request. Taken from `traceparent` if there is one. */
    traceId: string;
    /** Set where the route needs a token. */
    caller: Caller;
  };
}
