import type { AuthorizationDetail, CollectionTask, Session, Task } from '../../protocol/session.ts';
import type { Caller } from '../caller.ts';
import type { Deps } from '../deps.ts';
import type { SessionRow } from '../session/session.ts';
import type { RequestRow } from './record.ts';
import type { Screens } from './screens.ts';
import { snapshotOf } from './snapshot.ts';
import { type Creditor, checkableSchemesOf, creditorOf, schemesOf } from './terms.ts';

/** What the browser may know of its session: the debtor masked, the newest request in it. */
export const viewSession = async (
  { store, clock, providers }: Pick<Deps, 'store' | 'clock' | 'providers'>,
  { merchant, expiresAt }: Caller,
  id: string,
  row: SessionRow,
  screens: Screens,
): Promise<Session<Task>> => {
  const now = clock.now();
  const creditor = creditorOf(merchant, providers);
  const request =
    row.request === null ? undefined : await store.get<RequestRow>('collection_requests', row.request);
  if (request !== undefined) screens.seen(request.id, request.value);
  const standing = {
    debtor: row.debtorHint,
    request: request === undefined ? null : snapshotOf(request.id, request.value, now),
  };
  return {
    id,
    now: new Date(now).toISOString(),
    expiresAt: new Date(expiresAt).toISOString(),
    surface: row.surface,
    merchant: { name: merchant.name, contact: merchant.contact },
    test: creditor.provider.test,
    tasks: row.details.map((detail) => viewTask(detail, creditor, standing)),
  };
};

const viewTask = (
  detail: AuthorizationDetail,
  creditor: Creditor,
  standing: Pick<CollectionTask, 'debtor' | 'request'>,
): Task => {
  const { provider } = detail;
  if (detail.type === 'debtor_check') {
    return { type: detail.type, provider, debtorSchemes: checkableSchemesOf(creditor) };
  }
  if (detail.type === 'collection_desk') {
    const { surface: _, ...bounds } = detail;
    return { ...bounds, debtorSchemes: schemesOf(creditor, false) };
  }
  const { type, amount, text, reference, mandate } = detail;
  return {
    type,
    provider,
    amount,
    text,
    reference,
    mandate: mandate === undefined ? null : { customerNumber: mandate.customerNumber },
    debtorSchemes: schemesOf(creditor, mandate !== undefined),
    ...standing,
  };
};
