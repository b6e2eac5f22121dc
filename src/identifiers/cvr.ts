import { weightedSum } from './check-digit.ts';
import { readDigits } from './digits.ts';
import { type Verdict, wrong } from './verdict.ts';

/**
 * Danish company number (CVR), with or without the `DK` of the VAT number, to eight digits.
 *
 * The first is not 0, and modulus 11 holds for every number in the register (Erhvervsstyrelsen, "Modulus
 * 11-kontrol"). Not for P-numbers, which have known irregularities.
 */
export const checkCvr = (typed: string): Verdict => {
  const digits = readDigits(typed.replace(/^\s*DK/i, ''), 8);
  if (!digits.ok) return digits;
  const holds = weightedSum(digits.value, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0;
  return holds && !digits.value.startsWith('0') ? digits : wrong('check_digit');
};
