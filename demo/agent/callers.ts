/** A pretend caller: what the call centre's own system knows, and what the caller says on the phone. */
export interface Caller {
  readonly name: string;
  readonly customerNumber: string;
  /** What they call about, as it will stand on their phone. */
  readonly about: string;
  /** In øre. */
  readonly amount: number;
  /** They are to sign up to Betalingsservice in the same approval. */
  readonly mandate: boolean;
  /** The CPR or mobile number they give. Nobody's. */
  readonly says: string;
}

/** The øre choose what becomes of it in the sandbox: 00 as the phone decides. */
export const callers: readonly Caller[] = [
  {
    name: 'Ida Møller',
    customerNumber: '100200301',
    about: 'Fjord 20, November',
    amount: 19_900,
    mandate: true,
    says: '010190-1234',
  },
  {
    name: 'Jens Holm',
    customerNumber: '100200302',
    about: 'Lomvi 5',
    amount: 249_900,
    mandate: false,
    says: '20 12 34 56',
  },
  {
    name: 'Sofie Lund',
    customerNumber: '100200303',
    about: 'Fjord 60, November',
    amount: 29_900,
    mandate: true,
    says: '150385-4320',
  },
  {
    name: 'Aksel Dam',
    customerNumber: '100200304',
    about: 'Roaming',
    amount: 8_700,
    mandate: false,
    says: '28 44 10 02',
  },
];
