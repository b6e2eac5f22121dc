import type { Clock, Storage } from '../given.ts';
import { CollectionRequest, nextAt, takeStep } from './collection-request.ts';

type Listener = (request: CollectionRequest) => void;

/** Every collection request of this stand-in: kept, stored, moved on in time, and its changes told. */
export interface Book {
  /** Takes over what an earlier process stored. */
  load(): Promise<void>;
  get(uuid: string): CollectionRequest | undefined;
  all(): readonly CollectionRequest[];
  put(request: CollectionRequest): void;
  /** Resolves when everything put so far is stored. Nothing may be answered before. */
  stored(): Promise<void>;
  /** Lets everything happen that is due. */
  advance(): void;
  /** Lets everything happen when it is due, until the signal is aborted. */
  run(signal: AbortSignal): Promise<void>;
  /** Calls back after each change that can be seen from outside. */
  subscribe(listener: Listener): void;
}

/** How long to sleep, in milliseconds, when nothing is planned. */
const idle = 3_600_000;

export const createBook = (clock: Clock, pace: number, storage?: Storage): Book => {
  const requests = new Map<string, CollectionRequest>();
  /** Those to which something will happen by itself. */
  const planned = new Set<string>();
  const listeners: Listener[] = [];
  let storing: Promise<void> = Promise.resolve();
  let nap = new AbortController();

  const keep = (request: CollectionRequest): void => {
    requests.set(request.uuid, request);
    if (request.plan.length === 0) planned.delete(request.uuid);
    else planned.add(request.uuid);
  };

  const store = (request: CollectionRequest): void => {
    if (storage === undefined) return;
    const text = JSON.stringify(request);
    // one after the other, so that an older state never overwrites a newer
    storing = storing.catch(() => {}).then(() => storage.save(request.uuid, text));
    storing.catch(() => {}); // `stored` tells
  };

  const put = (request: CollectionRequest): void => {
    const before = requests.get(request.uuid);
    keep(request);
    store(request);
    nap.abort();
    if (before?.revision !== request.revision) for (const tell of listeners) tell(request);
  };

  const plannedRequests = (): readonly CollectionRequest[] =>
    [...planned].flatMap((uuid) => requests.get(uuid) ?? []);

  const dueAt = (request: CollectionRequest): number => nextAt(request) ?? Number.POSITIVE_INFINITY;

  const advance = (): void => {
    for (let request of plannedRequests()) {
      while (dueAt(request) <= clock.now()) {
        request = takeStep(request, pace);
        put(request);
      }
    }
  };

  const run = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      advance();
      nap = new AbortController();
      const wait = Math.min(idle, ...plannedRequests().map((request) => dueAt(request) - clock.now()));
      await clock.sleep(wait, AbortSignal.any([signal, nap.signal])).catch(() => {});
    }
  };

  return {
    async load() {
      for (const text of (await storage?.load()) ?? []) keep(CollectionRequest.parse(JSON.parse(text)));
    },
    get: (uuid) => requests.get(uuid),
    all: () => [...requests.values()],
    put,
    stored: () => storing,
    advance,
    run,
    subscribe(listener) {
      listeners.push(listener);
    },
  };
};
