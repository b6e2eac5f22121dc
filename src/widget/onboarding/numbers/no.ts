import { checkFodselsnummer } from '../../../identifiers/fodselsnummer.ts';
import { checkNorwegianAccount } from '../../../identifiers/norwegian-account.ts';
import { checkNorwegianOrgnr } from '../../../identifiers/norwegian-orgnr.ts';
import type { Numbers } from './country.ts';

export const numbers: Numbers = {
  company: checkNorwegianOrgnr,
  person: checkFodselsnummer,
  account: checkNorwegianAccount,
};
