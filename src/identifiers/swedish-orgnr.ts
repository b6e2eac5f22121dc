import { luhnHolds } from './check-digit.ts';
import { checkPersonnummer } from './personnummer.ts';
import { checkSamordningsnummer } from './samordningsnummer.ts';
import { compact, fine, type Verdict, wrong } from './verdict.ts';

/**
 * Swedish organisation number (organisationsnummer), to ten digits. The third is 2 or more, so that it can
 * never be read as a month; Luhn holds; `16` may stand before it, where a century would (Skatteverket, SKV
 * 709).
 *
 * A sole trader's number is the person's own, so personnummer and samordningsnummer are taken too, to twelve
 * digits.
 */
export const checkSwedishOrgnr = (typed: string, thisYear: number): Verdict => {
  const [, legal] = /^(?:16)?([1-9]\d[2-9]\d{7})$/.exec(compact(typed)) ?? [];
  if (legal !== undefined) return luhnHolds(legal) ? fine(legal) : wrong('check_digit');

  const person = checkPersonnummer(typed, thisYear);
  return !person.ok && person.reason === 'date' ? checkSamordningsnummer(typed, thisYear) : person;
};
