import type { Fault } from './fault.ts';

export const debtorCheck: readonly Fault[] = [
  {
    why: 'a payer without the app is sent the request',
    file: 'src/flow/payment.ts',
    find: "outcome === 'unreachable' ?",
    replace: "outcome === 'unknown' ?",
    noticedBy: ['flow/payment'],
  },
  {
    why: 'a customer number is checked, which nobody can',
    file: 'src/flow/payment.ts',
    find: "asked.checks && debtor.scheme !== 'customer_number'",
    replace: 'asked.checks',
    noticedBy: ['flow/payment'],
  },
  {
    why: 'a number that was asked about is kept with its answer',
    file: 'src/flow/debtor-check.ts',
    find: "? { at: 'answered', asked: state.asked, outcome: event.outcome }",
    replace: "? { ...state, at: 'answered', outcome: event.outcome }",
    noticedBy: ['flow/debtor-check'],
  },
  {
    why: 'a check that cannot be made holds the payment up',
    file: 'src/widget/check-step/check-step.ts',
    find: 'if (!(error instanceof Refused)) throw error;',
    replace: 'throw error;',
    noticedBy: ['widget/check-step'],
  },
  {
    why: 'whoever asks too often is asked to try again at once',
    file: 'src/widget/debtor-check/debtor-check.ts',
    find: "error.trouble.code !== 'rate_limited'",
    replace: "error.trouble.code !== 'unavailable'",
    noticedBy: ['widget/debtor-check'],
  },
  {
    why: 'a till shows the last customer to the next one',
    file: 'src/flow/payment.ts',
    find: "return state.at === 'idle' ? state : { at: 'idle' };",
    replace: 'return state;',
    noticedBy: ['flow/payment'],
  },
];
