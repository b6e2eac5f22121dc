import { weightedSum } from './check-digit.ts';
import { readDigits } from './digits.ts';
import { type Verdict, wrong } from './verdict.ts';

/**
 * Norwegian organisation number (organisasjonsnummer), to nine digits: modulus 11 (Brønnøysundregistrene, "Om
 * organisasjonsnummeret"). Any first digit. The `NO` and `MVA` of the VAT number are taken away.
 */
export const checkNorwegianOrgnr = (typed: string): Verdict => {
  const digits = readDigits(typed.replace(/^\s*NO|MVA\s*$/gi, ''), 9);
  if (!digits.ok) return digits;
  return weightedSum(digits.value, [3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0 ? digits : wrong('check_digit');
};
