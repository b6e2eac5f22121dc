/** Milliseconds for which changes are gathered before they are spoken. */
const gathering = 1_500;

/** Most changes that are spoken one by one. */
const most = 3;

/** What a screen reader is told without being asked: changes politely and gathered, a stop at once. */
export class DeskVoice {
  /** For a region with `role=status`. */
  status = '';
  /** For a region with `role=alert`. */
  alert = '';
  readonly #onSpeak: () => void;
  #lines: readonly string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(onSpeak: () => void) {
    this.#onSpeak = onSpeak;
  }

  /** `more` says that there are so many others. */
  add(lines: readonly string[], more: (count: number) => string): void {
    if (lines.length === 0) return;
    this.#lines = [...this.#lines, ...lines];
    this.#timer ??= setTimeout(() => {
      const rest = this.#lines.length - most;
      this.status = [...this.#lines.slice(0, most), ...(rest > 0 ? [more(rest)] : [])].join('. ');
      this.#lines = [];
      this.#timer = undefined;
      this.#onSpeak();
    }, gathering);
  }
}
