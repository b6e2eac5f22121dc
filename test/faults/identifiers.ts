import type { Fault } from './fault.ts';

export const identifiers: readonly Fault[] = [
  {
    why: 'the mask shows four digits, the secret half of a CPR number',
    file: 'src/identifiers/mask.ts',
    find: 'value.slice(-2)',
    replace: 'value.slice(-4)',
    noticedBy: ['identifiers/debtor'],
  },
];
