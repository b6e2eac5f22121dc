import { luhnHolds } from './check-digit.ts';
import { readDigits } from './digits.ts';
import { compact, type Verdict, wrong } from './verdict.ts';

/**
 * Plusgiro number, to two to eight digits without spaces or hyphen: Luhn. The zeros that fill it in files are
 * taken away.
 */
export const checkPlusgiro = (typed: string): Verdict => {
  const digits = readDigits(compact(typed).replace(/^0+(?=.)/, ''), 2, 8);
  return digits.ok && !luhnHolds(digits.value) ? wrong('check_digit') : digits;
};
