import { type Trouble, trouble } from '../flow/trouble.ts';

/** A call that did not do what was asked. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly trouble: Trouble;
  /** How long to stay away, in milliseconds; null where nobody said. */
  readonly retryAfter: number | null;

  constructor(trouble: Trouble, retryAfter: number | null = null) {
    super(trouble.code);
    this.trouble = trouble;
    this.retryAfter = retryAfter;
  }
}

/** Code and words that cannot be loaded are like a backend that does not answer: it may pass. */
export const unreachable = (): never => {
  throw new Refused(trouble('unreachable'));
};
