import type { Clock } from '../given.ts';
import type { Trouble } from '../trouble.ts';
import type { Book } from './book.ts';

/** What the API is made of. */
export interface ApiSettings {
  readonly book: Book;
  readonly clock: Clock;
  readonly trouble: () => Trouble;
  readonly isCreditor: (pbsNumber: number) => boolean;
  /** Customers who had a mandate before this sandbox began, as `nameCustomer` names them. */
  readonly customers: readonly string[];
  readonly pace: number;
}

/** A call whose sender is known. */
export interface ApiCall {
  readonly method: string;
  /** Below the API's base. */
  readonly path: string;
  /** The body; undefined where there is none, or none that is JSON. */
  readonly json: unknown;
  readonly consumerKey: string;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}
