import { checkBirthNumber } from './birth-number.ts';
import { isDay } from './calendar.ts';
import type { Verdict } from './verdict.ts';

const letterFirst = /^(\d\d)?(\d\d)(\d\d)(\d\d)([-+]?)([JKLMNPR-UWX]\d{3})$/;

/**
 * Swedish interim number, which schools and hospitals give a person who has no personal number yet: a letter in
 * the place of the first digit of the birth number, counted as 1 in the check digit. Take it only where such
 * persons are expected.
 */
export const checkInterimsnummer = (typed: string, thisYear: number): Verdict =>
  checkBirthNumber(typed, thisYear, letterFirst, isDay);
