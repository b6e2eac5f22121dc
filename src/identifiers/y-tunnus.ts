import { weightedSum } from './check-digit.ts';
import { readDigits } from './digits.ts';
import { fine, type Verdict, wrong } from './verdict.ts';

/**
 * Finnish business id (Y-tunnus, FO-nummer), with or without the `FI` of the VAT number, to `1234567-8`:
 * modulus 11 (Finnish Business Information System, YTJ). An old id with six digits before the hyphen gets a 0
 * in front.
 */
export const checkYTunnus = (typed: string): Verdict => {
  const bare = typed.trim().replace(/^FI\s*/i, '');
  const digits = readDigits(bare.replace(/^\d{6}-\d$/, '0$&'), 8);
  if (!digits.ok) return digits;
  const { value } = digits;
  if (weightedSum(value, [7, 9, 10, 5, 8, 4, 2, 1]) % 11 !== 0) return wrong('check_digit');
  return fine(`${value.slice(0, 7)}-${value.slice(7)}`);
};
