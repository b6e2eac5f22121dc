import type { Verdict } from '../../../identifiers/verdict.ts';

/** What the numbers of one country mean. */
export interface Numbers {
  company(typed: string): Verdict;
  /** A person's national number. */
  person(typed: string): Verdict;
  /** An account, in the form in which the provider takes it. */
  account(typed: string): Verdict;
}
