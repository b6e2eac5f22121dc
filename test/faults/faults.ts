/** One fault that somebody might make one day, and the tests that must not let it pass. */
export interface Fault {
  readonly why: string;
  readonly file: string;
  /** Text that is in the file exactly once. */
  readonly find: string;
  readonly replace: string;
  /** Parts of paths of the tests that should notice, as `npm test --` takes them. */
  readonly noticedBy: readonly string[];
}

const identifiers: readonly Fault[] = [
  {
    why: 'the mask shows the secret half of a CPR number',
    file: 'src/identifiers/mask.ts',
    find: 'value.slice(-2)',
    replace: 'value.slice(-4)',
    noticedBy: ['identifiers/debtor'],
  },
  {
    why: 'the 29th of February is a day of every year',
    file: 'src/identifiers/cpr.ts',
    find: 'centuryOf(Number(value[6]), year) + year',
    replace: '2000',
    noticedBy: ['identifiers/debtor'],
  },
];

const house: readonly Fault[] = [
  {
    why: 'the flow reaches for the widget',
    file: 'src/protocol/order.ts',
    find: "from './words.ts';",
    replace: "from './words.ts';\nimport '../identifiers/mask.ts';",
    noticedBy: ['test/house'],
  },
];

export const faults: readonly Fault[] = [...identifiers, ...house];
