import { isDay } from './calendar.ts';
import { fine, type Verdict, wrong } from './verdict.ts';

const shape = /^(\d\d)(\d\d)(\d\d)([-+A-FU-Y])(\d{3})([\dA-Z])$/;
const checkCharacters = '0123456789ABCDEFHJKLMNPRSTUVWXY';

/**
 * Finnish personal identity code (henkilötunnus), DDMMYY, sign of the century, NNN and a check character, in
 * capitals. The signs are those since 2023: `+`, `-` Y X W V U, A to F (government decree 128/2010, 2 §, as
 * changed by 690/2022).
 *
 * NNN is 002 to 899. 900 to 999 are temporary and test codes: taken only when `temporary` is asked for.
 */
export const checkHetu = (typed: string, { temporary = false } = {}): Verdict => {
  const value = typed.replace(/\s/g, '').replace(/[‐-―]/u, '-').toUpperCase();
  if (value === '') return wrong('empty');
  const [, day, month, year, sign = '', serial, check] = shape.exec(value) ?? [];
  if (check === undefined) return wrong(value.length === 11 ? 'characters' : 'length');

  // 1900 stands for 1800 too: neither was a leap year.
  const century = /[A-F]/.test(sign) ? 2000 : 1900;
  if (!isDay(century + Number(year), Number(month), Number(day))) return wrong('date');
  if (Number(serial) < 2 || (Number(serial) > 899 && !temporary)) return wrong('range');
  const expected = checkCharacters[Number(`${day}${month}${year}${serial}`) % 31];
  return check === expected ? fine(value) : wrong('check_digit');
};
