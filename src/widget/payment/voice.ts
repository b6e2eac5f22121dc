import { spokenMark } from './countdown.ts';

/**
 * What a screen reader is told without being asked: progress politely, the end at once, and the time left now and
 * then. Every line is said once, however often the screen is drawn.
 */
export class Voice {
  /** For a region with `role=status`. */
  status = '';
  /** For a region with `role=alert`. */
  alert = '';
  #line = '';
  #mark = 0;

  say(line: string): void {
    if (line === this.#line) return;
    [this.status, this.alert, this.#line] = [line, '', line];
  }

  /** The first time at once; what changes after the end is no alarm. */
  sayEnd(line: string): void {
    if (line === this.#line) return;
    if (this.alert === '') [this.status, this.alert] = ['', line];
    else this.status = line;
    this.#line = line;
  }

  sayTime(left: number, line: string): void {
    const mark = spokenMark(left);
    if (left > 0 && mark < this.#mark) this.status = line;
    this.#mark = mark;
  }
}
