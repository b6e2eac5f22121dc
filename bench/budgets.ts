/** What a measurement may not exceed. Bytes are after brotli 11; a kB is 1000 of them. */
export interface Budget {
  readonly name: string;
  readonly bytes: number;
  /** Null: as many as it takes. */
  readonly requests: number | null;
}

export const budgets = {
  usableEnglish: { name: 'form usable, in English', bytes: 16_000, requests: 2 },
  usableOther: { name: 'form usable, with a language file', bytes: 16_000, requests: 3 },
  paymentEnglish: { name: 'whole payment, in English', bytes: 20_000, requests: null },
  paymentOther: { name: 'whole payment, with a language file', bytes: 20_000, requests: null },
} as const satisfies Record<string, Budget>;
