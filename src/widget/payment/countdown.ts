import type { CollectionRequest } from '../../protocol/collection-request.ts';

/**
 * The time left, reckoned from the server's `now` when a snapshot arrived: the clock of this device need not be
 * right. It is only shown; that a request has expired is for the provider to say.
 */
export class Countdown {
  readonly #onTick: () => void;
  #snapshot: CollectionRequest | undefined;
  /** On the page's monotonic clock. */
  #end = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `onTick` is called when `left` has changed, and must ask for it. */
  constructor(onTick: () => void) {
    this.#onTick = onTick;
  }

  /** Whole seconds, 0 when the time is up. Nobody is called again until it has been asked for. */
  left(snapshot: CollectionRequest): number {
    const now = performance.now();
    if (snapshot !== this.#snapshot) {
      this.#snapshot = snapshot;
      this.#end = now + Date.parse(snapshot.expiresAt) - Date.parse(snapshot.now);
    }
    // Rounded, or what a float is off by would be shown as a second more.
    const rest = Math.max(0, Math.round(this.#end - now));
    clearTimeout(this.#timer);
    if (rest > 0) this.#timer = setTimeout(this.#onTick, (rest % 1000) + 5);
    return Math.ceil(rest / 1000);
  }
}

/**
 * The time left that is due to be said aloud: every three minutes over five, every minute down to one, then every half
 * minute. It is said when this number changes.
 */
export const spokenMark = (left: number): number => {
  const every = left > 300 ? 180 : left > 60 ? 60 : 30;
  return Math.ceil(left / every) * every;
};
