import { isDay } from './calendar.ts';
import { luhnHolds, weightedSum } from './check-digit.ts';
import { type AccountStructure, seriesOf } from './clearing.ts';
import { readDigits } from './digits.ts';
import { fine, type Verdict, wrong } from './verdict.ts';

/** Bankgirot's modulus 11: weights 1, 2, 3 … 10, 1 from the right. */
const modulus11Holds = (digits: string): boolean =>
  weightedSum(digits.padStart(11, '0'), [1, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0;

const checkDigitHolds: Readonly<Record<AccountStructure, (account: string, clearing: string) => boolean>> = {
  '1.1': (account, clearing) => modulus11Holds(clearing.slice(1) + account),
  '1.2': (account, clearing) => modulus11Holds(clearing + account),
  '2.1': luhnHolds,
  '2.2': modulus11Holds,
  '2.3': luhnHolds,
};

/**
 * Is this YYMMDD the beginning of a personal or a coordination number? Its century is not known: 29 February 00
 * is taken.
 */
const isBirth = (account: string): boolean => {
  const day = Number(account.slice(4, 6));
  return isDay(2000 + Number(account.slice(0, 2)), Number(account.slice(2, 4)), day > 60 ? day - 60 : day);
};

/**
 * Swedish account number behind its clearing number (the value of `checkClearing`), filled from the left with
 * zeros to its bank's length, as the banks ask for; also taken when filled to twelve, as in Bankgirot's files.
 * Source: Bankgirot, "Bankernas kontonummer", 22 February 2024.
 *
 * Only the length can be wrong. A check digit that does not fit is a warning: some savings banks have accounts
 * without one, and the list may be older than the number. Nordea's personal accounts (3300, 3782) are personal
 * numbers: a date that does not exist is a warning too. Behind an unknown clearing number anything up to twelve
 * digits is taken as it is.
 */
export const checkSwedishAccount = (clearing: string, typed: string): Verdict => {
  const digits = readDigits(typed, 2, 12);
  const series = seriesOf(clearing);
  if (!digits.ok || series === undefined) return digits;

  const [, , , structure, fewest, most] = series;
  const { value } = digits;
  const filled = value.length === 12 && /^0*$/.test(value.slice(0, -most));
  if (!filled && (value.length < fewest || value.length > most)) return wrong('length');

  const account = value.slice(-most).padStart(most, '0');
  if (!checkDigitHolds[structure](account, clearing)) return fine(account, 'check_digit');
  const personal = clearing === '3300' || clearing === '3782';
  return fine(account, personal && !isBirth(account) ? 'date' : null);
};
