/**
 * What a provider room is given. Nothing here is Node's: the same rooms run in a browser's test page.
 */

/** `fetch`, so that a test, a proxy or a client certificate can stand in between. */
export type Fetch = (request: Request) => Promise<Response>;

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after `ms`; rejects with the signal's reason if it is aborted first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Structured log. Fields never hold a personal number, a token, a secret, or a URL that may carry one. */
export interface Log {
  info(event: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(event: string, fields?: Readonly<Record<string, unknown>>): void;
  error(event: string, fields?: Readonly<Record<string, unknown>>): void;
}

export interface Given {
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly log: Log;
}
