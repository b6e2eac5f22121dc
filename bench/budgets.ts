/** What a measurement may not exceed. Bytes are after brotli 11; a kB is 1000 of them. */
export interface Budget {
  readonly name: string;
  readonly bytes: number;
  /** Null: as many as it takes. */
  readonly requests: number | null;
}

export const budgets = {
  usable: { name: 'form usable', bytes: 16_000, requests: 3 },
  payment: { name: 'whole payment', bytes: 20_000, requests: null },
  /** Other languages need more letters than English to say the same. */
  paymentOther: { name: 'whole payment', bytes: 20_500, requests: null },
  /** Each further flow, on top of the script tag. */
  flow: { name: 'a further flow', bytes: 6_000, requests: null },
  /** A board, a form, filters and keys: a workplace rather than a flow. See docs/decisions.md. */
  desk: { name: 'the desk', bytes: 13_200, requests: null },
  /** What stands around the steps of an onboarding, with its first step. See docs/decisions.md. */
  onboarding: { name: 'the onboarding and its first step', bytes: 12_000, requests: null },
} as const satisfies Record<string, Budget>;

/** What a document may cost that is written to hurt: refused within this time, and within this much memory. */
export const xmlAttack = { milliseconds: 100, megabytes: 50 } as const;
