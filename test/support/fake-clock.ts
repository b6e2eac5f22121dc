import type { Clock } from '../../src/providers/given.ts';
import { cryptoUnderWay } from './crypto-under-way.ts';

interface Sleeper {
  readonly at: number;
  wake(): void;
}

/** A clock that stands still until it is told to go on. Sleepers wake in the order in which they are due. */
export class FakeClock implements Clock {
  #now: number;
  #sleepers: Sleeper[] = [];
  readonly #settle: () => Promise<void>;

  /** `settle` lets everything go on that is ready to. */
  constructor(now = Date.UTC(2026, 10, 20, 12), settle = someTurns) {
    this.#now = now;
    this.#settle = settle;
  }

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const sleeper: Sleeper = {
        at: this.#now + ms,
        wake: () => {
          signal?.removeEventListener('abort', abort);
          resolve();
        },
      };
      const abort = () => {
        this.#sleepers = this.#sleepers.filter((one) => one !== sleeper);
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', abort, { once: true });
      this.#sleepers.push(sleeper);
    });
  }

  /** How many are asleep. */
  get asleep(): number {
    return this.#sleepers.length;
  }

  /** Goes on by `ms`, waking each sleeper at its own moment and letting the work it starts run to its next rest. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      await this.#settle();
      const next = this.#sleepers.filter((one) => one.at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#sleepers = this.#sleepers.filter((one) => one !== next);
      this.#now = Math.max(this.#now, next.at);
      next.wake();
    }
    this.#now = end;
    await this.#settle();
  }
}

/** Lets promises that are ready go on, SQLite's among them, and whatever waits for WebCrypto. */
const someTurns = async (): Promise<void> => {
  for (let quiet = 0; quiet < 20; ) {
    await new Promise((resolve) => setTimeout(resolve, 0));
    quiet = cryptoUnderWay() > 0 ? 0 : quiet + 1;
  }
};
