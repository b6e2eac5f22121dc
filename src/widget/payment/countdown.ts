import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CollectionRequest } from '../../protocol/collection-request.ts';

/**
 * The time left, reckoned from the server's `now` when a snapshot arrived: the clock of this device need not be
 * right. It is only shown; that a request has expired is for the provider to say.
 */
export class Countdown implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #snapshot: CollectionRequest | null = null;
  /** On the page's monotonic clock. */
  #end = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Whole seconds, 0 when the time is up; null when nothing is counted. */
  get left(): number | null {
    if (this.#snapshot === null) return null;
    return Math.max(0, Math.ceil((this.#end - performance.now()) / 1000));
  }

  /** Counts for this request; null: no longer. */
  follow(snapshot: CollectionRequest | null): void {
    if (snapshot === this.#snapshot) return;
    this.#snapshot = snapshot;
    if (snapshot) this.#end = performance.now() + Date.parse(snapshot.expiresAt) - Date.parse(snapshot.now);
    this.#tick();
  }

  hostConnected(): void {
    this.#tick();
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  readonly #tick = (): void => {
    clearTimeout(this.#timer);
    if (!this.left) return;
    const toNextSecond = (this.#end - performance.now()) % 1000;
    this.#timer = setTimeout(() => {
      this.#host.requestUpdate();
      this.#tick();
    }, toNextSecond + 5);
  };
}

/**
 * The time left that is due to be said aloud: every three minutes over five, every minute down to one, then every half
 * minute. It is said when this number changes.
 */
export const spokenMark = (left: number): number => {
  const every = left > 300 ? 180 : left > 60 ? 60 : 30;
  return Math.ceil(left / every) * every;
};
