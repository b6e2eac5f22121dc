import { luhnHolds } from './check-digit.ts';
import { readDigits } from './digits.ts';
import { compact, type Verdict, wrong } from './verdict.ts';

/**
 * Bankgiro number, to seven or eight digits without a hyphen: Luhn (Bankgirot, "10-modulen"). The zeros that
 * fill it in Bankgirot's files are taken away.
 */
export const checkBankgiro = (typed: string): Verdict => {
  const digits = readDigits(compact(typed).replace(/^0+(?=.)/, ''), 7, 8);
  return digits.ok && !luhnHolds(digits.value) ? wrong('check_digit') : digits;
};
