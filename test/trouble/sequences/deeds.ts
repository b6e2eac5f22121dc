import fc from 'fast-check';
import type { Action } from '../../../src/sandbox/betalingsservice/collection-request.ts';
import type { Trouble } from '../../../src/sandbox/trouble.ts';
import { reference } from './far-side.ts';

/** What somebody does at one of at most three tabs. */
export interface AtTab {
  readonly tab: number;
  readonly does:
    | ('next' | 'click 3 times' | 'reload' | 'close' | 'hide' | 'show')
    | ('cancel' | 'again' | 'retry' | 'change-debtor');
}

export type Event = 'open a tab' | 'go offline' | 'go online' | 'crash' | 'restart';

/** The next request from the browser takes so many seconds to arrive, and its answer so many to come back. */
export interface Slow {
  readonly there: number;
  readonly back: number;
}

/** One thing that somebody does, or that happens. What makes no sense just then does nothing. */
export type Deed =
  | AtTab
  | { readonly event: Event }
  | { readonly payer: Action }
  | { readonly trouble: Partial<Trouble> }
  | { readonly slow: Slow }
  | { readonly seconds: number }
  | { readonly asleep: number };

const tab = fc.constantFrom(0, 0, 0, 1, 2);

const next = tab.map((at): Deed => ({ tab: at, does: 'next' }));

const atTab: fc.Arbitrary<Deed> = fc.record({
  tab,
  does: fc.constantFrom(
    'click 3 times',
    'reload',
    'close',
    'hide',
    'show',
    'cancel',
    'again',
    'retry',
    'change-debtor',
  ),
});

const event: fc.Arbitrary<Deed> = fc.record({
  event: fc.constantFrom(
    'open a tab',
    'open a tab',
    'go offline',
    'go online',
    'crash',
    'restart',
    'restart',
  ),
});

const payer: fc.Arbitrary<Deed> = fc.record({
  payer: fc.constantFrom('open', 'approve', 'approve', 'decline', 'not_in_call'),
});

const trouble: fc.Arbitrary<Deed> = fc.record({
  trouble: fc.record(
    {
      createError: fc.constantFrom('before', 'after', 'timeout', 'throttled', 'garbled'),
      readError: fc.constantFrom('unavailable', 'timeout', 'throttled', 'garbled'),
      callbacks: fc.constantFrom('lost', 'doubled', 'reordered'),
      latencyMs: fc.constantFrom(100, 3000, 9990, 12_000),
    },
    { requiredKeys: [] },
  ),
});

const slow: fc.Arbitrary<Deed> = fc.record({
  slow: fc.record({ there: fc.constantFrom(0, 0.3, 3, 14), back: fc.constantFrom(0, 0.3, 3, 14) }),
});

/** Moments; a request's whole window; and the life of a token, but for its last seconds. */
const time: fc.Arbitrary<Deed> = fc.record({
  seconds: fc.constantFrom(0.001, 0.2, 0.5, 1, 2, 5, 10, 25, 59, 61, 895),
});

/** The customer's machine, for longer than a token lasts. */
const sleep: fc.Arbitrary<Deed> = fc.constant({ asleep: 1000 });

/** From the form to the bank, so that not all is about forms. */
const send = tab.map((at): Deed[] => [
  { tab: at, does: 'next' },
  { tab: at, does: 'next' },
]);

const one = fc.oneof(
  { weight: 5, arbitrary: next },
  { weight: 7, arbitrary: atTab },
  { weight: 4, arbitrary: event },
  { weight: 5, arbitrary: payer },
  { weight: 3, arbitrary: trouble },
  { weight: 3, arbitrary: slow },
  { weight: 6, arbitrary: time },
  { weight: 1, arbitrary: sleep },
);

export const deeds: fc.Arbitrary<readonly Deed[]> = fc
  .array(fc.oneof({ weight: 5, arbitrary: one.map((deed) => [deed]) }, { weight: 1, arbitrary: send }), {
    minLength: 1,
    maxLength: 40,
    size: 'max',
  })
  .map((all) => all.flat());

/** What a session is opened for: øre that bring about an outcome at the bank, and sixty seconds for the payer. */
export const task = fc
  .constantFrom(...Array(6).fill(0), 5, 6, 7, 8, 9, 10, 11, 13, 16, 19, 31, 32, 34)
  .map((ore: number) => ({
    type: 'collection_request',
    provider: 'betalingsservice',
    surface: 'web',
    amount: { value: 249_900 + ore, currency: 'DKK' },
    text: 'Phone + first month',
    reference,
    mandate: { debtorGroup: '00001', customerNumber: '100200300' },
    expiresIn: 60,
  }));
