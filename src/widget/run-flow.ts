/** The element in which a flow runs. */
export interface Host {
  readonly isConnected: boolean;
  requestUpdate(): void;
}

/** A pure machine: what it is at, what an event makes of it, and what must be going on meanwhile. */
export interface Flow<State, Event, Work extends { readonly id: string }> {
  start(): State;
  step(state: State, event: Event): State;
  work(state: State): readonly Work[];
}

/** Does one piece of work until it is done or the signal ends it. Says what came of it by events. */
export type Perform<Event, Work> = (
  work: Work,
  send: (event: Event) => void,
  signal: AbortSignal,
) => Promise<void>;

/**
 * Runs a flow in an element. Work goes on while the state wants it and the element is in the page; what comes from
 * work that was stopped is not heard. An element that is only moved keeps its work.
 */
export class RunFlow<State, Event, Work extends { readonly id: string }> {
  readonly #host: Host;
  readonly #flow: Flow<State, Event, Work>;
  readonly #perform: Perform<Event, Work>;
  readonly #onStep: (before: State, after: State) => void;
  readonly #running = new Map<string, AbortController>();
  #state: State;

  constructor(
    host: Host,
    flow: Flow<State, Event, Work>,
    perform: Perform<Event, Work>,
    onStep: (before: State, after: State) => void,
  ) {
    this.#host = host;
    this.#flow = flow;
    this.#perform = perform;
    this.#onStep = onStep;
    this.#state = flow.start();
  }

  get state(): State {
    return this.#state;
  }

  send(event: Event): void {
    const before = this.#state;
    const after = this.#flow.step(before, event);
    if (after === before) return;
    this.#state = after;
    this.#host.requestUpdate();
    this.#onStep(before, after);
    this.sync();
  }

  /** Starts and stops work, so that what the state wants is going on. Nothing is, in an element outside the page. */
  sync(): void {
    const wanted = this.#host.isConnected ? this.#flow.work(this.#state) : [];
    for (const [id, running] of this.#running) {
      if (wanted.some((work) => work.id === id)) continue;
      this.#running.delete(id);
      running.abort();
    }
    for (const work of wanted) if (!this.#running.has(work.id)) this.#begin(work);
  }

  #begin(work: Work): void {
    const running = new AbortController();
    this.#running.set(work.id, running);
    const { signal } = running;
    const send = (event: Event) => {
      // The element may have left the page a moment ago.
      if (!this.#host.isConnected) this.sync();
      if (!signal.aborted) this.send(event);
    };
    this.#perform(work, send, signal).catch((error: unknown) => {
      if (!signal.aborted) reportError(error);
    });
  }
}
