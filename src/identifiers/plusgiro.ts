import { luhnHolds } from './check-digit.ts';
import { readDigits } from './digits.ts';
import { type Verdict, wrong } from './verdict.ts';

/**
 * Plusgiro number, to two to eight digits without spaces or hyphen: Luhn. The zeros that fill it in files are
 * taken away.
 */
export const checkPlusgiro = (typed: string): Verdict => {
  const digits = readDigits(typed.replace(/^\s*0+(?=\d)/, ''), 2, 8);
  return digits.ok && !luhnHolds(digits.value) ? wrong('check_digit') : digits;
};
