import { compact, fine, type Verdict, wrong } from './verdict.ts';

/** Country and length, from the SWIFT IBAN registry, release 99. */
const lengths =
  'AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28EE20EG29ES24FI18FK18FO18FR27GB22' +
  'GE22GI23GL18GR27GT28HN28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MN20' +
  'MR27MT31MU30NI28NL18NO15OM23PK24PL28PS29PT25QA29RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27SO23ST25SV28TL23TN24TR26' +
  'UA29VA22VG24XK20YE30';

/**
 * The rest of the IBAN divided by 97, its first four characters moved to the end and its letters read as 10 to
 * 35.
 */
const remainder = (iban: string): number =>
  [...iban.slice(4), ...iban.slice(0, 4)].reduce((sum, character) => {
    const value = Number.parseInt(character, 36);
    return (sum * (value > 9 ? 100 : 10) + value) % 97;
  }, 0);

/**
 * IBAN (ISO 13616), to capitals without spaces: the length of its country, modulus 97, and check digits 02 to
 * 98. What stands behind them is the country's own affair and not looked at.
 *
 * A country that the list does not have is taken on its check digits, with the warning `range`.
 */
export const checkIban = (typed: string): Verdict => {
  const value = compact(typed).toUpperCase();
  if (value === '') return wrong('empty');
  if (!/^[A-Z]{2}\d\d[\dA-Z]*$/.test(value)) return wrong('characters');
  const [, length] = new RegExp(`${value.slice(0, 2)}(\\d\\d)`).exec(lengths) ?? [];
  const fits =
    length === undefined ? value.length >= 15 && value.length <= 34 : value.length === Number(length);
  if (!fits) return wrong('length');
  if (/^..(0[01]|99)/.test(value) || remainder(value) !== 1) return wrong('check_digit');
  return fine(value, length === undefined ? 'range' : null);
};
