import type { Session } from '../../protocol/session.ts';
import type { Caller } from '../caller.ts';
import type { Deps } from '../deps.ts';
import type { SessionRow } from '../session/session.ts';
import type { RequestRow } from './record.ts';
import { snapshotOf } from './snapshot.ts';
import { creditorOf, schemesOf } from './terms.ts';

/** What the browser may know of its session: the debtor masked, the newest request in it. */
export const viewSession = async (
  { store, clock, providers }: Pick<Deps, 'store' | 'clock' | 'providers'>,
  { merchant, expiresAt }: Caller,
  id: string,
  row: SessionRow,
): Promise<Session> => {
  const now = clock.now();
  const creditor = creditorOf(merchant, providers);
  const request =
    row.request === null ? undefined : await store.get<RequestRow>('collection_requests', row.request);
  return {
    id,
    now: new Date(now).toISOString(),
    expiresAt: new Date(expiresAt).toISOString(),
    surface: row.surface,
    merchant: { name: merchant.name, contact: merchant.contact },
    test: creditor.provider.test,
    tasks: row.details.map(({ type, provider, amount, text, reference, mandate }) => ({
      type,
      provider,
      amount,
      text,
      reference,
      mandate: mandate === undefined ? null : { customerNumber: mandate.customerNumber },
      debtor: row.debtorHint,
      debtorSchemes: schemesOf(creditor, mandate !== undefined),
      request: request === undefined ? null : snapshotOf(request.id, request.value, now),
    })),
  };
};
