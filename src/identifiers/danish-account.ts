import { readDigits } from './digits.ts';
import { fine, type Verdict } from './verdict.ts';

/** Danish registration number (reg.nr.): the branch of the bank, four digits, of which the first may be 0. */
export const checkRegistrationNumber = (typed: string): Verdict => readDigits(typed, 4);

/**
 * Danish account number (kontonummer) behind the registration number: up to ten digits, filled from the left
 * with zeros to ten, as in the Danish IBAN (SWIFT IBAN registry: DK, 4!n9!n1!n). No rule for a check digit is
 * public.
 */
export const checkDanishAccount = (typed: string): Verdict => {
  const digits = readDigits(typed, 1, 10);
  return digits.ok ? fine(digits.value.padStart(10, '0')) : digits;
};
