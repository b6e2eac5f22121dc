import type { CollectionRequest } from '../protocol/collection-request.ts';
import type { PaymentState } from './payment-state.ts';
import type { Trouble } from './trouble.ts';

/** What the page is told. Nothing personal is in it. */
export type PaymentNews =
  | { readonly type: 'ready' }
  | { readonly type: 'change'; readonly snapshot: CollectionRequest }
  | { readonly type: 'done'; readonly snapshot: CollectionRequest }
  | { readonly type: 'error'; readonly trouble: Trouble };

const snapshotOf = (state: PaymentState): CollectionRequest | undefined =>
  'snapshot' in state ? state.snapshot : undefined;

/** What is new between two states that follow each other, in the order in which to tell it. */
export const news = (before: PaymentState, after: PaymentState): readonly PaymentNews[] => {
  const told: PaymentNews[] = [];
  if (before.at === 'loading' && after.at !== 'loading' && after.at !== 'failed')
    told.push({ type: 'ready' });
  const snapshot = snapshotOf(after);
  if (snapshot !== undefined && snapshot !== snapshotOf(before)) told.push({ type: 'change', snapshot });
  if (after.at === 'done' && before.at !== 'done') told.push({ type: 'done', snapshot: after.snapshot });
  if (after.at === 'failed' && before.at !== 'failed') told.push({ type: 'error', trouble: after.trouble });
  return told;
};
