import { isDay } from './calendar.ts';
import { readDigits } from './digits.ts';
import { type Verdict, wrong } from './verdict.ts';

/**
 * Danish personal number: DDMMYY-SSSS, to ten digits.
 *
 * The date must exist. The seventh digit and the year tell the century (table of the CPR office), which matters
 * for one day only: 29 February of the year 00, which 2000 had, and 1800 and 1900 had not.
 *
 * Modulus 11 is not looked at: since 2007 there are valid numbers that do not fulfil it, and the CPR office
 * asks that they not be refused.
 */
export const checkCpr = (typed: string): Verdict => {
  const digits = readDigits(typed, 10);
  if (!digits.ok) return digits;
  const { value } = digits;
  const year = (Number(value[6]) <= 3 ? 1900 : 2000) + Number(value.slice(4, 6));
  return isDay(year, Number(value.slice(2, 4)), Number(value.slice(0, 2))) ? digits : wrong('date');
};
