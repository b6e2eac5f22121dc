import { compact, fine, type Verdict, wrong } from './verdict.ts';

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
  const value = compact(typed);
  if (value === '') return wrong('empty');
  if (!/^\d+$/.test(value)) return wrong('characters');
  if (value.length !== 10) return wrong('length');
  const [day, month, year] = [
    Number(value.slice(0, 2)),
    Number(value.slice(2, 4)),
    Number(value.slice(4, 6)),
  ];
  const born = new Date(Date.UTC(centuryOf(Number(value[6]), year) + year, month - 1, day));
  return born.getUTCMonth() === month - 1 && born.getUTCDate() === day ? fine(value) : wrong('date');
};
