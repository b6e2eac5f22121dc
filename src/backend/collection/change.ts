import { isFinal } from '../../protocol/order.ts';
import type { Deps } from '../deps.ts';
import { retryOnConflict } from '../store/retry.ts';
import { isSame } from '../store/same.ts';
import type { Row, Write } from '../store/store.ts';
import type { Webhooks } from '../webhooks/webhooks.ts';
import { boardWrites } from './board.ts';
import { type FollowUp, followUpWrite, keysOf, type RequestRow, type Standing } from './record.ts';
import { snapshotOf } from './snapshot.ts';

/** What is to be written. Without a follow-up, nobody looks at the request again. */
export interface Next {
  readonly standing: Standing;
  readonly followUp: { readonly value: FollowUp; readonly due: number } | null;
}

/**
 * Changes a request, its follow-up and what the shop is told of it in one commit. `step` is a pure function of what stands there, for it is run
 * again when somebody else was first; null changes nothing. The revision grows if what can be seen has changed.
 * Resolves with the request as it then stands.
 */
export type Change = (
  id: string,
  step: (request: RequestRow, followUp: FollowUp | null) => Next | null,
) => Promise<RequestRow | undefined>;

export const createChange = (
  { store, clock, config, log }: Pick<Deps, 'store' | 'clock' | 'config' | 'log'>,
  webhooks: Pick<Webhooks, 'writesFor'>,
): Change => {
  const kept = config.debtorKeptSeconds * 1000;

  const tell = (id: string, row: RequestRow): readonly Write[] =>
    webhooks.writesFor({
      client: row.client,
      type: 'collection_request.changed',
      merchant: row.merchant,
      data: snapshotOf(id, row, clock.now()),
    });

  return async (id, step) => {
    const attempt = async () => {
      const [request, followUp] = await Promise.all([
        store.get<RequestRow>('collection_requests', id),
        store.get<FollowUp>('follow_ups', id),
      ]);
      if (request === undefined) return undefined;
      const before = request.value;
      const next = step(before, followUp?.value ?? null);
      if (next === null) return { before, after: before };

      const after = advance(before, next.standing, clock.now());
      const writes: Write[] = [];
      if (after !== before) {
        writes.push(
          writeOf(request, after, kept),
          ...boardWrites(id, after, clock.now()),
          ...tell(id, after),
        );
      }
      if (next.followUp !== null || followUp !== undefined) {
        writes.push(followUpWrite(id, next.followUp, followUp?.revision ?? 0));
      }
      await store.commit(writes);
      return { before, after };
    };
    const changed = await retryOnConflict(attempt);
    if (changed === undefined) return undefined;
    for (const fields of transitions(changed.before.standing, changed.after.standing)) {
      log.info('collection_request.changed', { request: id, ...fields });
    }
    return changed.after;
  };
};

const advance = (row: RequestRow, standing: Standing, now: number): RequestRow => {
  if (isSame(row.standing, standing)) return row;
  const finalAt = row.finalAt ?? (isFinal(standing.status) ? now : null);
  return { ...row, standing, revision: row.revision + 1, finalAt };
};

/** With the final status begins the time for which the debtor is kept. */
const writeOf = (row: Row<RequestRow>, after: RequestRow, kept: number): Write => ({
  table: 'collection_requests',
  id: row.id,
  value: after,
  expect: row.revision,
  keys: keysOf(after),
  due: row.value.finalAt === null && after.finalAt !== null ? after.finalAt + kept : row.due,
});

/** What went from where to where, for the log. */
const transitions = (before: Standing, after: Standing) => {
  const parts = [
    ['status', before, after],
    ['payment', before.payment, after.payment],
    ['mandate', before.mandate, after.mandate],
  ] as const;
  return parts.flatMap(([part, from, to]) =>
    from?.status === to?.status
      ? []
      : [{ part, from: from?.status, to: to?.status, reason: to?.reason?.code ?? null }],
  );
};
