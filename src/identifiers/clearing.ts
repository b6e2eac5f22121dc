import { luhnHolds } from './check-digit.ts';
import { readDigits } from './digits.ts';
import { fine, type Verdict } from './verdict.ts';

/** The day of the list below. Series are opened and closed during the year. */
export const clearingListDate = '2024-12-02';

/** How account numbers are built, in Bankgirot's own words: type and comment. */
export type AccountStructure = '1.1' | '1.2' | '2.1' | '2.2' | '2.3';

/** First and last clearing number, bank, structure, and the fewest and most digits of an account number. */
type Series = readonly [number, number, string, AccountStructure, number, number];

/**
 * Structures: Bankgirot, "Bankernas kontonummer" of 22 February 2024. Series: the same, held against
 * Bankinfrastruktur, "Clearingnummer – institut" of 2 December 2024. The first that fits counts.
 */
const list: readonly Series[] = [
  [1100, 1199, 'Nordea', '1.1', 7, 7],
  [1200, 1399, 'Danske Bank', '1.1', 7, 7],
  [1400, 2099, 'Nordea', '1.1', 7, 7],
  [2300, 2399, 'Ålandsbanken', '1.2', 7, 7],
  [2400, 2499, 'Danske Bank', '1.1', 7, 7],
  [3300, 3300, 'Nordea', '2.1', 10, 10],
  [3400, 3409, 'Länsförsäkringar Bank', '1.1', 7, 7],
  [3782, 3782, 'Nordea', '2.1', 10, 10],
  [3000, 3999, 'Nordea', '1.1', 7, 7],
  [4000, 4999, 'Nordea', '1.2', 7, 7],
  [5000, 5999, 'SEB', '1.1', 7, 7],
  [6000, 6999, 'Handelsbanken', '2.2', 8, 9],
  [7000, 7999, 'Swedbank', '1.1', 7, 7],
  [8000, 8999, 'Swedbank', '2.3', 2, 10],
  [9020, 9029, 'Länsförsäkringar Bank', '1.2', 7, 7],
  [9040, 9049, 'Citibank', '1.2', 7, 7],
  [9060, 9069, 'Länsförsäkringar Bank', '1.1', 7, 7],
  [9070, 9079, 'Multitude Bank', '1.1', 7, 7],
  [9100, 9109, 'Nordnet Bank', '1.2', 7, 7],
  [9120, 9124, 'SEB', '1.1', 7, 7],
  [9130, 9149, 'SEB', '1.1', 7, 7],
  [9150, 9169, 'Skandiabanken', '1.2', 7, 7],
  [9170, 9179, 'Ikano Bank', '1.1', 7, 7],
  [9180, 9189, 'Danske Bank', '2.1', 10, 10],
  [9190, 9199, 'DNB Bank', '1.2', 7, 7],
  [9230, 9239, 'Marginalen Bank', '1.1', 7, 7],
  [9250, 9259, 'SBAB Bank', '1.1', 7, 7],
  [9260, 9269, 'DNB Bank', '1.2', 7, 7],
  [9270, 9279, 'ICA Banken', '1.1', 7, 7],
  [9280, 9289, 'Resurs Bank', '1.1', 7, 7],
  [9300, 9349, 'Swedbank', '2.1', 10, 10],
  [9390, 9399, 'Landshypotek Bank', '1.2', 7, 7],
  [9460, 9469, 'Santander Consumer Bank', '1.1', 7, 7],
  [9470, 9479, 'BNP Paribas', '1.2', 7, 7],
  [9500, 9549, 'Nordea Plusgirot', '2.3', 2, 8],
  [9550, 9569, 'Avanza Bank', '1.2', 7, 7],
  [9570, 9579, 'Sparbanken Syd', '2.1', 10, 10],
  [9580, 9589, 'Aion Bank', '1.1', 7, 7],
  [9590, 9599, 'Erik Penser Bank', '1.2', 7, 7],
  [9630, 9639, 'Lån & Spar Bank', '1.1', 7, 7],
  [9640, 9649, 'NOBA Bank', '1.2', 7, 7],
  [9660, 9669, 'Svea Bank', '1.2', 7, 7],
  [9670, 9679, 'JAK Medlemsbank', '1.2', 7, 7],
  [9680, 9689, 'Bluestep Finans', '1.1', 7, 7],
  [9700, 9709, 'Ekobanken', '1.2', 7, 7],
  [9710, 9719, 'Lunar Bank', '1.2', 7, 7],
  [9750, 9759, 'Northmill Bank', '1.2', 7, 7],
  [9780, 9789, 'Klarna Bank', '1.2', 7, 7],
  [9880, 9889, 'Riksgälden', '1.2', 7, 7],
  [9890, 9899, 'Riksgälden', '2.1', 10, 10],
  [9960, 9969, 'Nordea Plusgirot', '2.3', 2, 8],
];

/** The series that a clearing number of four digits lies in, or undefined: not in the list. */
export const seriesOf = (clearing: string): Series | undefined =>
  list.find(([first, last]) => Number(clearing) >= first && Number(clearing) <= last);

/** The bank's name, as its customers know it, or null: a clearing number that the list does not have. */
export const bankOf = (clearing: string): string | null => seriesOf(clearing)?.[2] ?? null;

/**
 * Swedish clearing number, to four digits. Swedbank's 8xxx may come with a fifth, a Luhn digit, which the
 * payment systems leave out: if it does not fit, `check_digit` is a warning.
 *
 * A number that the list does not have is not wrong: it is taken with the warning `range`, and has no bank.
 */
export const checkClearing = (typed: string): Verdict => {
  const digits = readDigits(typed, 4, /^\s*8/.test(typed) ? 5 : 4);
  if (!digits.ok) return digits;
  const clearing = digits.value.slice(0, 4);
  if (seriesOf(clearing) === undefined) return fine(clearing, 'range');
  return fine(clearing, digits.value.length === 5 && !luhnHolds(digits.value) ? 'check_digit' : null);
};
