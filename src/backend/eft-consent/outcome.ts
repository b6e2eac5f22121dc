import type { EftConsent } from '../../protocol/eft-consent.ts';
import { patience } from '../collection/ask.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../edge/problem.ts';
import type { Holding } from '../store/holding.ts';
import { may, type Opened } from './open.ts';
import { isOver } from './pace.ts';
import { type ConsentRow, type Order, type PersonRow, people } from './record.ts';
import { problemOf } from './refusal.ts';
import { snapshotOf } from './show.ts';

/** Milliseconds for which a page is kept waiting for what comes of what it sent. */
const longest = patience - 1000;

/**
 * Waits for the provider's answer to what was ordered, and no longer than a page would: then the consent is shown as
 * nobody knows it yet. Throws `Refusal` where the provider has refused.
 */
export const createOutcome = ({ store, clock }: Pick<Deps, 'store' | 'clock'>, holding: Holding) => {
  const find = async ({ person }: Opened, id: string): Promise<ConsentRow> => {
    const row = await store.get<PersonRow>(people, person);
    const consent = row?.value.consents.find((one) => one.id === id);
    if (consent === undefined) throw new Refusal('not_found');
    return consent;
  };

  const isAnswered = ({ order }: ConsentRow): boolean => order === null || order.isUnsure;

  /** A consent that stands shows what was refused last: only of what was just sent it is the outcome. */
  const isRefused = (act: Order['kind'], row: ConsentRow): boolean => act === 'modify' || isOver(row);

  return async (act: Order['kind'], opened: Opened, id: string): Promise<EftConsent> => {
    const enough = new AbortController();
    const until = clock.now() + longest;
    try {
      for (;;) {
        // Listens before it looks: a change in between would be missed.
        const changed = holding.untilChange(
          (change) => change.table === people && change.id === opened.person,
          Math.max(0, until - clock.now()),
          enough.signal,
        );
        const row = await find(opened, id);
        if (row.refusal !== null && isRefused(act, row)) throw problemOf(row.refusal);
        if (isAnswered(row) || holding.isOver || clock.now() >= until) {
          return snapshotOf(row, may(opened, 'modify'), clock.now());
        }
        await changed;
      }
    } finally {
      enough.abort();
    }
  };
};
