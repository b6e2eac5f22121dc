/** Seconds of warning before the screen is cleared (WCAG 2.2.1: at least 20, and one touch is enough for more). */
export const warning = 20;

/**
 * Counts how long nobody has touched the screen. On the page's monotonic clock, so that a page that slept is over at
 * once when it wakes.
 */
export class Idle {
  readonly #onTick: () => void;
  readonly #onOver: () => void;
  #seconds = 0;
  #end = Number.POSITIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wasWarned = false;

  /** `onTick`: what is left to be shown has changed. `onOver`: nobody has touched the screen for so long. */
  constructor(onTick: () => void, onOver: () => void) {
    this.#onTick = onTick;
    this.#onOver = onOver;
  }

  /** Counts from now on; with 0 it does not count. */
  watch(seconds: number): void {
    if (seconds === this.#seconds) return;
    this.#seconds = seconds;
    this.touch();
  }

  /** Somebody is there: the whole time again. */
  touch(): void {
    clearTimeout(this.#timer);
    this.#end = this.#seconds > 0 ? performance.now() + this.#seconds * 1000 : Number.POSITIVE_INFINITY;
    const wasWarned = this.#wasWarned;
    this.#wasWarned = false;
    this.#next();
    if (wasWarned) this.#onTick();
  }

  /** Whole seconds until the screen is cleared; null while there is no need to say so. */
  get left(): number | null {
    const left = Math.ceil((this.#end - performance.now()) / 1000);
    return left <= Math.min(warning, this.#seconds) ? Math.max(left, 0) : null;
  }

  #next(): void {
    const left = this.#end - performance.now();
    if (left === Number.POSITIVE_INFINITY) return;
    const untilWarning = left - Math.min(warning, this.#seconds) * 1000;
    this.#timer = setTimeout(() => this.#tick(), untilWarning > 0 ? untilWarning : left % 1000 || 1000);
  }

  #tick(): void {
    if (performance.now() >= this.#end) {
      this.#seconds = 0;
      this.#end = Number.POSITIVE_INFINITY;
      this.#wasWarned = false;
      this.#onOver();
      return;
    }
    this.#wasWarned = true;
    this.#onTick();
    this.#next();
  }
}
