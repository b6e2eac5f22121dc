import type { CreateAtDesk } from '../../protocol/collection-request.ts';
import type { CollectionDeskDetail } from '../../protocol/session.ts';
import type { FieldCode } from '../../protocol/words.ts';
import { Refusal } from '../edge/problem.ts';
import type { SessionRow } from '../session/session.ts';
import type { Creditor } from './terms.ts';

/** A desk whose agents make requests, and within which bounds. */
export interface Desk {
  /** Id of its session. */
  readonly session: string;
  readonly bounds: CollectionDeskDetail;
}

/** Undefined: the session is no desk's. */
export const deskOf = (session: string, { details }: SessionRow): Desk | undefined => {
  const bounds = details.find((detail) => detail.type === 'collection_desk');
  return bounds && { session, bounds };
};

const refuse = (pointer: string, code: FieldCode): Refusal =>
  new Refusal('body_invalid', { errors: [{ pointer, code }] });

/** Throws `Refusal` `body_invalid` for what may not be asked for at this desk. */
export const checkBounds = ({ bounds }: Desk, { amount, mandate }: CreateAtDesk): void => {
  if (amount.currency !== bounds.currency) throw refuse('/amount/currency', 'not_allowed');
  if (amount.value > bounds.maxAmount) throw refuse('/amount/value', 'too_large');
  if (mandate !== undefined && !bounds.debtorGroups.includes(mandate.debtorGroup)) {
    throw refuse('/mandate/debtorGroup', 'not_allowed');
  }
};

/** The creditor as the desk may be it. */
export const narrowed = (creditor: Creditor, desk: Desk | undefined): Creditor =>
  desk === undefined
    ? creditor
    : { ...creditor, terms: { ...creditor.terms, debtorGroups: desk.bounds.debtorGroups } };
