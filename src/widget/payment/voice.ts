import type { PaymentState } from '../../flow/payment-state.ts';
import { spokenMark } from './countdown.ts';

/**
 * What a screen reader is told without being asked: progress politely, the end at once, and the time left now and
 * then. Every line is said once.
 */
export class Voice {
  /** For a region with `role=status`. */
  status = '';
  /** For a region with `role=alert`. */
  alert = '';
  #at: PaymentState['at'] = 'loading';
  #line = '';
  #mark: number | null = null;

  /** `line` describes the state in words; `timeLeft` is what would be said of the time. */
  follow(at: PaymentState['at'], line: string, left: number | null, timeLeft: string): void {
    const isEnd = at === 'done' || at === 'failed';
    const mark = left === null ? null : spokenMark(left);
    const isTimeDue = this.#mark !== null && mark !== null && mark !== this.#mark;
    if (at !== this.#at && isEnd) [this.status, this.alert] = ['', line];
    else if (line !== this.#line) [this.status, this.alert] = [line, isEnd ? this.alert : ''];
    else if (isTimeDue && left !== 0) this.status = timeLeft;
    this.#at = at;
    this.#line = line;
    this.#mark = mark;
  }
}
