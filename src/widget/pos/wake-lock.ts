/**
 * Keeps the screen awake where the browser lets it (Screen Wake Lock). A browser takes the lock away when the page goes
 * out of sight: it is taken again on return. One that is refused is done without.
 */
export class WakeLock {
  #wanted = false;
  #lock: WakeLockSentinel | undefined;
  #asking: Promise<void> | undefined;

  constructor() {
    document.addEventListener('visibilitychange', () => this.#sync());
  }

  keep(wanted: boolean): void {
    this.#wanted = wanted;
    this.#sync();
  }

  #sync(): void {
    if (!this.#wanted) {
      this.#lock?.release().catch(() => {});
      this.#lock = undefined;
    } else if (!document.hidden && (this.#lock?.released ?? true)) {
      this.#asking ??= this.#ask().finally(() => {
        this.#asking = undefined;
      });
    }
  }

  async #ask(): Promise<void> {
    const lock = await navigator.wakeLock?.request('screen').catch(() => undefined);
    this.#lock = lock;
    // It may have been granted after it was no longer wanted.
    if (!this.#wanted) this.#sync();
  }
}
