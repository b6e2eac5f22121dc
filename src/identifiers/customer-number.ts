import { compact, fine, type Verdict, wrong } from './verdict.ts';

/** A customer's number at the creditor, as Betalingsservice keeps it: up to 15 letters and digits, upper case. */
export const checkCustomerNumber = (typed: string): Verdict => {
  const value = compact(typed).toUpperCase();
  if (value === '') return wrong('empty');
  if (!/^[A-Z0-9]+$/.test(value)) return wrong('characters');
  return value.length <= 15 ? fine(value) : wrong('length');
};
