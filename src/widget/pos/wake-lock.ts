/**
 * Keeps the screen awake where the browser lets it (Screen Wake Lock). A browser takes the lock away when the page goes
 * out of sight, and may do so at any time: it is taken again when it can be. One that is refused is done without.
 */
export class WakeLock {
  #wanted: AbortController | undefined;
  #lock: WakeLockSentinel | undefined;
  #asking = false;

  keep(wanted: boolean): void {
    if (wanted === (this.#wanted !== undefined)) return;
    if (wanted) {
      this.#wanted = new AbortController();
      const { signal } = this.#wanted;
      document.addEventListener('visibilitychange', () => this.#take(), { signal });
      this.#take();
    } else {
      this.#wanted?.abort();
      this.#wanted = undefined;
      this.#lock?.release().catch(() => {});
      this.#lock = undefined;
    }
  }

  #take(): void {
    if (this.#asking || document.hidden || this.#lock?.released === false) return;
    this.#asking = true;
    this.#ask().finally(() => {
      this.#asking = false;
    });
  }

  async #ask(): Promise<void> {
    const lock = await navigator.wakeLock?.request('screen').catch(() => undefined);
    // It may have been granted after it was no longer wanted.
    if (this.#wanted === undefined) await lock?.release().catch(() => {});
    else {
      this.#lock = lock;
      lock?.addEventListener('release', () => this.#take(), { signal: this.#wanted.signal });
    }
  }
}
