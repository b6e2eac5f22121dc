import { checkBirthNumber, digitsOnly } from './birth-number.ts';
import { isDay } from './calendar.ts';
import type { Verdict } from './verdict.ts';

/**
 * Swedish personal number: YYMMDD-NNNC or YYYYMMDD-NNNC, sign or not, to twelve digits. The date must exist
 * (folkbokföringslagen 1991:481, 18 §; Skatteverket, SKV 704).
 *
 * `thisYear` tells the century of a ten-digit number.
 */
export const checkPersonnummer = (typed: string, thisYear: number): Verdict =>
  checkBirthNumber(typed, thisYear, digitsOnly, isDay);
