import type { Route } from '../../protocol/routes.ts';
import type { Caller } from '../caller.ts';

/** What every handler behind the edge can read from Hono's context. */
export interface Env {
  Bindings: {
    /** The other end of the connection, where the server knows it. */
    peer?: { readonly address: string };
  };
  Variables: {
    /** 32 hex digits; in every log line and problem of this request. Taken from `traceparent` if there is one. */
    traceId: string;
    /** The entry of the route table that fits; the edge lets nothing else through. */
    route: Route;
    /** Set where the route needs a token. */
    caller: Caller;
    /** For the request's log line: which client asked, once that is proven. */
    clientId?: string;
    /** For the request's log line: the code of the refusal it was answered with. */
    refusal?: string;
  };
}
