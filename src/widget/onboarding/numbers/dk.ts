import { checkCpr } from '../../../identifiers/cpr.ts';
import { checkCvr } from '../../../identifiers/cvr.ts';
import { checkIban } from '../../../identifiers/iban.ts';
import type { Numbers } from './country.ts';

export const numbers: Numbers = { company: checkCvr, person: checkCpr, account: checkIban };
