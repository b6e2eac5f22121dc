import { bankOf } from '../../identifiers/clearing.ts';
import { mask } from '../../identifiers/mask.ts';
import type { EftConsentRefusal } from '../../protocol/eft-consent-words.ts';
import type { EftAccount, EftConsentReading } from '../../providers/eft-consent.ts';
import { newConsentId } from '../collection/random.ts';
import { isSame } from '../store/same.ts';
import type { ConsentRow, Heard, PersonRow } from './record.ts';

/** The account of each order that is known to have one, by the consent's id; null: it waits for an e-consent. */
export type Accounts = ReadonlyMap<string, EftAccount | null>;

/** What one question to the provider brought. */
export interface Told {
  /** When it was put. */
  readonly asked: number;
  readonly readings: readonly EftConsentReading[];
  /** The companies asked about, with the key of each. */
  readonly companies: ReadonlyMap<string, string>;
}

const heardOf = ({
  active,
  action,
  createdOn,
  payerNumber,
  clearing,
  account,
}: EftConsentReading): Heard => ({
  active,
  action,
  createdOn,
  payer: payerNumber === null ? null : mask(payerNumber),
  account: account === null ? null : mask(account),
  bank: clearing === null ? null : bankOf(clearing.slice(0, 4)),
});

/** Whether the provider has this account. It may keep Swedbank's fifth digit of the clearing number, or drop zeros. */
const hasAccount = (reading: EftConsentReading, account: EftAccount | null): boolean => {
  if (account === null) return reading.account === null;
  const bare = (digits: string | null): string => (digits ?? '').replace(/^0+/, '');
  return (
    (reading.clearing ?? '').slice(0, 4) === account.clearing &&
    bare(reading.account) === bare(account.account)
  );
};

/** The same row where nothing in it is different. */
const moved = (row: ConsentRow, change: Partial<ConsentRow>): ConsentRow => {
  const next = { ...row, ...change };
  return isSame(next, row) ? row : next;
};

const isDone = ({ active, action }: Heard): boolean => active && action === 'none';

/** What the provider has is what was ordered, and the order is done. */
const done = (row: ConsentRow, reading: EftConsentReading, writtenAt = row.writtenAt): ConsentRow => {
  const heard = heardOf(reading);
  const isAwaited = (row.isAwaited || row.order !== null) && !isDone(heard);
  return moved(row, {
    providerId: reading.id,
    heard,
    // Whoever had to send it has done so, though the register will say `none` again while the bank looks into it.
    action: row.action === 'none' && heard.action === 'add' ? 'add' : row.action,
    order: null,
    refusal: row.order === null ? row.refusal : null,
    isAwaited,
    writtenAt,
  });
};

/** After a reading of this very consent. A change that nobody answered to is done once its account is there. */
const heardAgain = (row: ConsentRow, reading: EftConsentReading, accounts: Accounts): ConsentRow => {
  const { order } = row;
  if (order === null) return done(row, reading);
  const ordered = accounts.get(row.id);
  const isThere = order.sentAt !== null && ordered !== undefined && hasAccount(reading, ordered);
  return isThere ? done(row, reading) : moved(row, { heard: heardOf(reading) });
};

const gone = (row: ConsentRow): ConsentRow => moved(row, { heard: null, order: null, isAwaited: false });

/** Found at the provider, and not made here. */
const found = (
  { id: providerId, companyId, ...reading }: EftConsentReading,
  company: string,
  now: number,
): ConsentRow => ({
  id: newConsentId(),
  companyId,
  company,
  reference: null,
  providerId,
  way: null,
  action: null,
  order: null,
  refusal: null,
  heard: heardOf({ id: providerId, companyId, ...reading }),
  isAwaited: false,
  askedAt: null,
  writtenAt: 0,
  evidence: [],
  changedAt: now,
  revision: 1,
});

/**
 * Whether this is what came of an order that nobody answered to: one with its account, that nobody knew. All that were
 * there before are known, as the provider is read before anything is sent.
 */
const isOf = (
  { companyId, order, id }: ConsentRow,
  reading: EftConsentReading,
  accounts: Accounts,
): boolean => {
  const ordered = accounts.get(id);
  return (
    order?.kind === 'create' &&
    order.sentAt !== null &&
    companyId === reading.companyId &&
    ordered !== undefined &&
    hasAccount(reading, ordered)
  );
};

/** After the provider has told which consents there are. Its order and ours may cross: `asked` says what came first. */
export const heard = (person: PersonRow, told: Told, accounts: Accounts, now: number): PersonRow => {
  const left = new Map(told.readings.map((reading) => [reading.id, reading]));
  const take = ({ id }: EftConsentReading) => left.delete(id);

  const known = person.consents.map((row): ConsentRow => {
    const reading = row.providerId === null ? undefined : left.get(row.providerId);
    if (reading !== undefined) take(reading);
    if (row.providerId === null || told.asked <= row.writtenAt) return row;
    if (reading !== undefined) return heardAgain(row, reading, accounts);
    return told.companies.has(row.companyId) ? gone(row) : row;
  });
  const matched = known.map((row): ConsentRow => {
    const reading = [...left.values()].find((one) => isOf(row, one, accounts));
    if (reading === undefined) return row;
    take(reading);
    return done(row, reading);
  });
  const news = [...left.values()].flatMap((reading) => {
    const company = told.companies.get(reading.companyId);
    return company === undefined ? [] : [found(reading, company, now)];
  });
  return withConsents(person, [...matched, ...news]);
};

const withConsents = (person: PersonRow, consents: readonly ConsentRow[]): PersonRow =>
  consents.length === person.consents.length && consents.every((row, at) => row === person.consents[at])
    ? person
    : { ...person, consents };

/** The same person where no consent was changed. */
export const withEach = (person: PersonRow, change: (row: ConsentRow) => ConsentRow): PersonRow =>
  withConsents(person, person.consents.map(change));

/** One consent changed. */
export const withOne = (person: PersonRow, id: string, change: (row: ConsentRow) => ConsentRow): PersonRow =>
  withEach(person, (row) => (row.id === id ? change(row) : row));

/** The provider has taken what was sent. Whoever has found the same consent meanwhile did not know whose it is. */
export const taken = (person: PersonRow, id: string, reading: EftConsentReading, now: number): PersonRow =>
  withOne(
    withConsents(
      person,
      person.consents.filter((row) => row.id === id || row.providerId !== reading.id),
    ),
    id,
    (row) => done(row, reading, now),
  );

/** The provider has refused what was sent, or it has never arrived. What stood before stands. */
export const refused = (row: ConsentRow, refusal: EftConsentRefusal): ConsentRow =>
  row.order === null
    ? row
    : moved(row, { order: null, refusal, isAwaited: row.isAwaited && row.order.kind === 'modify' });

/** Nobody can say what came of what was sent. */
export const unanswered = (row: ConsentRow): ConsentRow =>
  row.order === null ? row : moved(row, { order: { ...row.order, isUnsure: true } });

/** Followed for so long that nothing more is expected. */
export const givenUp = (row: ConsentRow): ConsentRow => moved(row, { isAwaited: false });
