import { isDay } from './calendar.ts';
import { weightedSum } from './check-digit.ts';
import { readDigits } from './digits.ts';
import { type Verdict, wrong } from './verdict.ts';

/**
 * Norwegian birth number (fødselsnummer) and its kin, DDMMYY and five, to eleven digits: the D-number adds 40
 * to the day, the H-number 40 to the month, the synthetic numbers of Skatteetaten 80 to the month.
 *
 * Two check digits of modulus 11. From 2032, and in test already, the first may leave 0 to 3 (Skatteetaten,
 * "Nytt fødselsnummer fra 2032"); then the five no longer tell the century, so 29 February is taken in any year
 * that is a leap year in this century.
 */
export const checkFodselsnummer = (typed: string): Verdict => {
  const digits = readDigits(typed, 11);
  if (!digits.ok) return digits;
  const { value } = digits;
  const day = Number(value.slice(0, 2));
  const month = Number(value.slice(2, 4)) % 40;
  if (!isDay(2000 + Number(value.slice(4, 6)), month, day > 40 ? day - 40 : day)) return wrong('date');
  const holds =
    weightedSum(value, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11 <= 3 &&
    weightedSum(value, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0;
  return holds ? digits : wrong('check_digit');
};
