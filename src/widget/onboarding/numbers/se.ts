import { checkIban } from '../../../identifiers/iban.ts';
import { checkPersonnummer } from '../../../identifiers/personnummer.ts';
import { checkSamordningsnummer } from '../../../identifiers/samordningsnummer.ts';
import { checkSwedishOrgnr } from '../../../identifiers/swedish-orgnr.ts';
import type { Numbers } from './country.ts';

const thisYear = (): number => new Date().getFullYear();

export const numbers: Numbers = {
  company: (typed) => checkSwedishOrgnr(typed, thisYear()),
  person(typed) {
    const verdict = checkPersonnummer(typed, thisYear());
    return !verdict.ok && verdict.reason === 'date' ? checkSamordningsnummer(typed, thisYear()) : verdict;
  },
  account: checkIban,
};
