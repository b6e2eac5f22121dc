import { checkHetu } from '../../../identifiers/hetu.ts';
import { checkIban } from '../../../identifiers/iban.ts';
import { checkYTunnus } from '../../../identifiers/y-tunnus.ts';
import type { Numbers } from './country.ts';

export const numbers: Numbers = {
  company: checkYTunnus,
  person: (typed) => checkHetu(typed),
  account: checkIban,
};
