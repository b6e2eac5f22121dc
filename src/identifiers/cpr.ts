import { isDay } from './calendar.ts';
import { readDigits } from './digits.ts';
import { type Verdict, wrong } from './verdict.ts';

/** The century of birth, from the seventh digit and the year (table of the CPR office). */
const centuryOf = (seventh: number, year: number): number => {
  if (seventh <= 3) return 1900;
  if (seventh === 4 || seventh === 9) return year <= 36 ? 2000 : 1900;
  return year <= 57 ? 2000 : 1800;
};

/**
 * Danish personal number: DDMMYY-SSSS, to ten digits.
 *
 * The date must exist. Modulus 11 is not looked at: since 2007 there are valid numbers that do not fulfil it, and
 * the CPR office asks that they not be refused.
 */
export const checkCpr = (typed: string): Verdict => {
  const digits = readDigits(typed, 10);
  if (!digits.ok) return digits;
  const { value } = digits;
  const year = Number(value.slice(4, 6));
  const century = centuryOf(Number(value[6]), year);
  return isDay(century + year, Number(value.slice(2, 4)), Number(value.slice(0, 2))) ? digits : wrong('date');
};
