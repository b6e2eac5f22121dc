import { luhnHolds, weightedSum } from './check-digit.ts';
import { readDigits } from './digits.ts';
import { type Verdict, wrong } from './verdict.ts';

/**
 * Norwegian account number (kontonummer), to eleven digits: modulus 11 (ECBS TR 201, Norway). What begins with
 * 0000 is an old postal giro of seven digits, with Luhn.
 */
export const checkNorwegianAccount = (typed: string): Verdict => {
  const digits = readDigits(typed, 11);
  if (!digits.ok) return digits;
  const holds = digits.value.startsWith('0000')
    ? luhnHolds(digits.value)
    : weightedSum(digits.value, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0;
  return holds ? digits : wrong('check_digit');
};
