import { isFinal } from '../../protocol/order.ts';
import type { Debtor } from '../../protocol/primitives.ts';
import type { AuthorizationDetail } from '../../protocol/session.ts';
import { holdsSession, type RequestRow } from '../collection/record.ts';
import type { Deps } from '../deps.ts';
import { retryOnConflict } from '../store/retry.ts';
import { isSame } from '../store/same.ts';
import type { Row } from '../store/store.ts';
import { debtorIn, isOneCustomer, noDebtor, openDebtor, unusedDebtorKept } from './debtor.ts';
import { mainOf, type Plan, planOf } from './plan.ts';
import type { SessionRow, Sessions } from './session.ts';
import { sessionId } from './session-id.ts';

export const createSessions = ({
  store,
  vault,
  clock,
}: Pick<Deps, 'store' | 'vault' | 'clock'>): Sessions => {
  const requestOf = async ({ value }: Row<SessionRow>): Promise<RequestRow | undefined> =>
    value.request === null
      ? undefined
      : (await store.get<RequestRow>('collection_requests', value.request))?.value;

  const isSameDebtor = async ({ id, value }: Row<SessionRow>, debtor: Debtor): Promise<boolean> =>
    value.debtor === null || isSame(await openDebtor(vault, value.debtor, 'sessions', id), debtor);

  /** It has this debtor, and for long enough: writing that again would only be in the way of others who do the same. */
  const isKept = async (row: Row<SessionRow>, debtor: Debtor): Promise<boolean> =>
    row.value.debtor !== null &&
    row.due !== null &&
    row.due > clock.now() + unusedDebtorKept / 2 &&
    (await isSameDebtor(row, debtor));

  /** Why a session whose request stands cannot be reopened like this; null if it can. */
  const objection = async (
    row: Row<SessionRow>,
    { standing }: RequestRow,
    { main, debtor }: Plan,
  ): Promise<string | null> => {
    if (!isSame(mainOf(row.value.details), main)) {
      return `reference: a request with other details ${standing.status === 'approved' ? 'was approved' : 'is under way'}`;
    }
    // Once it is final nobody is asked again, so whom to ask makes no difference.
    if (isFinal(standing.status) || debtor === undefined || (await isSameDebtor(row, debtor))) return null;
    return 'debtor: a request to another debtor is under way';
  };

  return {
    async open(client, merchant, details, desk = null) {
      const planned = planOf(details);
      if (!planned.ok) return planned;
      const { plan } = planned;
      const { tasks, debtor } = plan;
      const id = await sessionId(client.id, merchant.id, ...plan.name);
      const opened = { ok: true, id, details: tasks } as const;

      return retryOnConflict(async () => {
        const row = await store.get<SessionRow>('sessions', id);
        // What was not named at this desk is not for it to change, nor to know.
        if (desk !== null && row !== undefined && row.value.desk !== desk) {
          return { ok: false, description: 'reference: it is not of this desk' };
        }
        // Tokens of this session are out: they are not to show another person's consents.
        if (row !== undefined && personIn(row.value.details) !== personIn(tasks)) {
          return { ok: false, description: 'reference: it is of another person' };
        }
        const request = row && (await requestOf(row));
        if (row !== undefined && request !== undefined && holdsSession(request)) {
          const description = await objection(row, request, plan);
          return description === null ? opened : { ok: false, description };
        }
        if (row !== undefined && isSame(row.value.details, tasks)) {
          if (debtor === undefined) return opened;
          if (row.value.desk === desk && (await isKept(row, debtor))) return opened;
        }

        const known = debtor === undefined ? (row?.value ?? noDebtor) : await debtorIn(vault, debtor, id);
        const value: SessionRow = {
          client: client.id,
          merchant: merchant.id,
          surface: plan.main.surface,
          details: tasks,
          debtor: known.debtor,
          debtorHint: known.debtorHint,
          debtorIsFixed: debtor === undefined ? (row?.value.debtorIsFixed ?? false) : isOneCustomer(debtor),
          request: row?.value.request ?? null,
          desk,
          createdAt: row?.value.createdAt ?? clock.now(),
        };
        const due = known.debtor === null ? null : clock.now() + unusedDebtorKept;
        await store.commit([{ table: 'sessions', id, value, expect: row?.revision ?? 0, due }]);
        return opened;
      });
    },
    read: async (id) => (await store.get<SessionRow>('sessions', id))?.value,
  };
};

const personIn = (details: readonly AuthorizationDetail[]): string | null =>
  details.find((detail) => detail.type === 'eft_consent')?.personId ?? null;
