import type { CollectionTask } from '../../protocol/session.ts';
import type { Deps } from '../deps.ts';
import type { OpenSession, TaskKinds } from '../session/task-kinds.ts';
import type { RequestRow } from './record.ts';
import type { Screens } from './screens.ts';
import { snapshotOf } from './snapshot.ts';
import { checkDeskTerms, checkTerms, creditorNamed, creditorOf, readDebtor, schemesOf } from './terms.ts';

export type CollectionTasks = Required<Pick<TaskKinds, 'collection_request' | 'collection_desk'>>;

/** The tasks of this room: one collection request, or a desk of them. */
export const createTasks = (
  { store, clock, providers }: Pick<Deps, 'store' | 'clock' | 'providers'>,
  screens: Screens,
): CollectionTasks => {
  /** The debtor masked, and the newest request. */
  const standing = async ({ row }: OpenSession): Promise<Pick<CollectionTask, 'debtor' | 'request'>> => {
    const { request: id, debtorHint: debtor } = row;
    const request = id === null ? undefined : await store.get<RequestRow>('collection_requests', id);
    if (request === undefined) return { debtor, request: null };
    screens.seen(request.id, request.value);
    return { debtor, request: snapshotOf(request.id, request.value, clock.now()) };
  };

  return {
    collection_request: {
      admit(detail, merchant) {
        const creditor = creditorNamed(merchant, providers);
        checkTerms(creditor, detail);
        const { debtor } = detail;
        if (debtor === undefined) return detail;
        return { ...detail, debtor: readDebtor(schemesOf(creditor, detail.mandate !== undefined), debtor) };
      },
      async show({ type, provider, amount, text, reference, mandate }, session) {
        const creditor = creditorOf(session.caller.merchant, providers);
        return {
          test: creditor.provider.test,
          task: {
            type,
            provider,
            amount,
            text,
            reference,
            mandate: mandate === undefined ? null : { customerNumber: mandate.customerNumber },
            debtorSchemes: session.row.debtorIsFixed ? [] : schemesOf(creditor, mandate !== undefined),
            ...(await standing(session)),
          },
        };
      },
    },
    collection_desk: {
      admit(detail, merchant) {
        checkDeskTerms(creditorNamed(merchant, providers), detail);
        return detail;
      },
      async show({ surface: _, ...bounds }, { caller }) {
        const creditor = creditorOf(caller.merchant, providers);
        return {
          test: creditor.provider.test,
          task: { ...bounds, debtorSchemes: schemesOf(creditor, false) },
        };
      },
    },
  };
};
