/** What the sandbox is given. Nothing here is Node's. */

export type Fetch = (request: Request) => Promise<Response>;

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after `ms`; rejects with the signal's reason if it is aborted first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Lets the pretend provider remember across a restart of the process. */
export interface Storage {
  /** The newest text of every id, in the order in which the ids were first saved. */
  load(): Promise<readonly string[]>;
  /** Durable when the promise resolves. */
  save(id: string, text: string): Promise<void>;
}
