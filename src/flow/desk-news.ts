import type { CollectionRequest, DeskRequest } from '../protocol/collection-request.ts';
import { isFinal } from '../protocol/order.ts';
import type { DeskState } from './desk-state.ts';
import type { PaymentNews } from './payment-news.ts';

/** A request without what the board knows of the customer: what the page may be told. */
const withoutCustomer = (row: DeskRequest): CollectionRequest => {
  const { text: _text, customerNumber: _number, debtorGroup: _group, debtor: _debtor, ...rest } = row;
  return rest;
};

/** Requests that have changed since the board was complete, in the order of their changes. */
export const changes = (before: DeskState, after: DeskState): readonly DeskRequest[] => {
  if (before.at !== 'open' || after.at !== 'open' || !before.caughtUp || before.rows === after.rows)
    return [];
  return [...after.rows.values()].filter((row) => before.rows.get(row.id) !== row);
};

/** What the page is told. Nothing personal is in it. */
export const news = (before: DeskState, after: DeskState): readonly PaymentNews[] => {
  const told: PaymentNews[] = [];
  const isReady = after.at === 'open' && after.caughtUp;
  if (isReady && !(before.at === 'open' && before.caughtUp)) told.push({ type: 'ready' });
  for (const row of changes(before, after)) {
    const snapshot = withoutCustomer(row);
    told.push({ type: 'change', snapshot });
    const known = before.at === 'open' ? before.rows.get(row.id) : undefined;
    if (isFinal(row.status) && !(known && isFinal(known.status))) told.push({ type: 'done', snapshot });
  }
  const trouble = troubleOf(after);
  if (trouble !== null && trouble !== troubleOf(before)) told.push({ type: 'error', trouble });
  return told;
};

const troubleOf = (state: DeskState) => {
  if (state.at === 'failed') return state.trouble;
  return state.at === 'open' ? state.stopped : null;
};
