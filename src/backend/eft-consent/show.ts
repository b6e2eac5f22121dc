import type { ChangedEftConsent, EftConsent } from '../../protocol/eft-consent.ts';
import type { EftConsentState, NotModifiableReason } from '../../protocol/eft-consent-words.ts';
import type { ConsentRow } from './record.ts';

/** Only what the provider's register says, and what was sent from here: of neither follows why it is so. */
export const stateOf = ({ order, heard, isAwaited, way, action }: ConsentRow): EftConsentState => {
  if (order !== null) return order.kind === 'create' || order.isUnsure ? 'unknown' : 'change_under_way';
  if (heard === null) return 'not_active';
  switch (heard.action) {
    case 'delete':
      return 'end_under_way';
    case 'modify':
      return 'change_under_way';
    case 'other':
      return 'unknown';
    case 'add':
      return heard.active ? 'active' : 'sent_awaited';
    case 'none':
      if (heard.active) return 'active';
      if (!isAwaited || way === null) return 'not_active';
      return action === 'none' && way === 'account' ? 'company_to_send' : 'sent_awaited';
  }
};

/** Why nobody may give it another account now; null: they may. */
export const objectionTo = ({ order, heard }: ConsentRow, mayModify: boolean): NotModifiableReason | null => {
  if (order !== null) return order.kind === 'create' || order.isUnsure ? 'outcome_unknown' : 'under_way';
  if (heard === null) return 'not_there';
  if (heard.action !== 'none') return 'under_way';
  return mayModify ? null : 'not_offered';
};

/** Milliseconds for which it is said that a consent that stands could not be modified. */
const refusalShown = 24 * 3_600_000;

/** The consent as the protocol shows it to whoever `mayModify` it, seen at `now`. */
export const snapshotOf = (row: ConsentRow, mayModify: boolean, now: number): EftConsent => {
  const notModifiable = objectionTo(row, mayModify);
  return {
    id: row.id,
    reference: row.reference,
    revision: row.revision,
    now: new Date(now).toISOString(),
    company: row.company,
    state: stateOf(row),
    way: row.way,
    createdOn: row.heard?.createdOn ?? null,
    payer: row.heard?.payer ?? null,
    account: row.heard?.account ?? null,
    bank: row.heard?.bank ?? null,
    modifiable: notModifiable === null,
    notModifiable,
    refusal: row.heard === null || now < row.changedAt + refusalShown ? row.refusal : null,
  };
};

/** As the company's server is told. */
export const toldOf = (row: ConsentRow, now: number): ChangedEftConsent => ({
  ...snapshotOf(row, true, now),
  companyId: row.companyId,
});

export const etagOf = ({ revision }: Pick<ConsentRow, 'revision'>): string => `"${revision}"`;
