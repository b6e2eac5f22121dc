import { luhnHolds } from './check-digit.ts';
import { fine, type Verdict, wrong } from './verdict.ts';

/** YYMMDD and four, the century before it or a sign within it, or neither. */
export const digitsOnly = /^(\d\d)?(\d\d)(\d\d)(\d\d)([-+]?)(\d{4})$/;

/**
 * What personnummer, samordningsnummer and interimsnummer have in common: the form, the century, the birth
 * number and the check digit, which is Luhn over the ten digits. The value is the twelve-digit form.
 *
 * Without a century, `-` or no sign means a person who turns at most 99 in `thisYear`, and `+` one who turns
 * 100 or more (folkbokföringslagen 1991:481, 18 §). A space is no sign. Birth numbers begin at 001.
 */
export const checkBirthNumber = (
  typed: string,
  thisYear: number,
  shape: RegExp,
  dateHolds: (year: number, month: number, day: number) => boolean,
): Verdict => {
  const value = typed.trim().toUpperCase().replace(/[‐-―]/u, '-');
  if (value === '') return wrong('empty');
  const [, century, yy = '', mm = '', dd = '', sign, serial] = shape.exec(value) ?? [];
  if (serial === undefined) {
    const miscounted = /^\d+[-+]?\d*$/.test(value) && !digitsOnly.test(value);
    return wrong(miscounted ? 'length' : 'characters');
  }

  const latest = thisYear - ((thisYear - Number(yy)) % 100);
  const year = century ? Number(century + yy) : latest - (sign === '+' ? 100 : 0);
  if (year > thisYear || year <= thisYear - 200) return wrong('date');
  if (!dateHolds(year, Number(mm), Number(dd))) return wrong('date');

  if (serial.startsWith('000')) return wrong('range');
  if (!luhnHolds(yy + mm + dd + serial.replace(/[A-Z]/, '1'))) return wrong('check_digit');
  return fine(year + mm + dd + serial);
};
