import { checkBirthNumber, digitsOnly } from './birth-number.ts';
import type { Verdict } from './verdict.ts';

/**
 * Swedish coordination number: a personal number with 60 added to the day, to twelve digits (Skatteverket, SKV
 * 707).
 *
 * The calendar is not asked. Where the date of birth is not known in full the month is 00 or the day 60, and
 * days past the end of their month are given out too: so it is with one in twelve of Skatteverket's own test
 * numbers.
 */
export const checkSamordningsnummer = (typed: string, thisYear: number): Verdict =>
  checkBirthNumber(typed, thisYear, digitsOnly, (_, month, day) => month <= 12 && day >= 60 && day <= 91);
