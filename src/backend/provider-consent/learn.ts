import { type ApiProduct, apiProducts } from '../../protocol/provider-consent-words.ts';
import type { GrantedConsent } from '../../providers/provider-consent.ts';
import { isSame } from '../store/same.ts';
import type { ConsentRow } from './record.ts';

/** Whose consent, and what it was asked for: nothing and by nobody where the company gave it by itself. */
export type Wanted = Pick<ConsentRow, 'client' | 'merchant' | 'businessId' | 'reference' | 'asked'>;

const inOrder = (products: readonly ApiProduct[]): readonly ApiProduct[] =>
  apiProducts.filter((product) => products.includes(product));

/** A consent that the bank has not been heard about. */
export const awaited = (wanted: Wanted, now: number): ConsentRow => ({
  ...wanted,
  asked: inOrder(wanted.asked),
  name: null,
  granted: [],
  status: 'awaiting',
  news: 'none',
  proof: null,
  reportedAt: null,
  createdAt: now,
  grantedAt: null,
  changedAt: now,
  revision: 1,
});

/** What the bank says is not made doubtful by asking again; what was taken back is awaited anew. */
export const askedAgain = (row: ConsentRow, { reference, asked }: Wanted, now: number): ConsentRow =>
  moved(
    row,
    { reference, asked: inOrder(asked), status: row.status === 'revoked' ? 'awaiting' : row.status },
    now,
  );

/** After the bank has told which consents are in force; undefined: this one is not among them. */
export const heard = (row: ConsentRow, told: GrantedConsent | undefined, now: number): ConsentRow => {
  const granted = inOrder(told?.products ?? []);
  if (granted.length === 0) return absent(row, now);
  const wasThere = row.status === 'active';
  const isOther = wasThere && !isSame(row.granted, granted);
  const news = wasThere ? (isOther ? 'changed' : row.news) : 'new';
  return moved(
    row,
    {
      name: told?.company.name ?? row.name,
      granted,
      status: 'active',
      news,
      proof: granted.includes('account_data') ? (row.proof ?? { status: 'pending', at: null }) : null,
      // Whoever granted it has found the service provider.
      reportedAt: null,
      grantedAt: wasThere ? row.grantedAt : now,
    },
    now,
  );
};

/** Never there is awaited; there before is taken back. */
const absent = (row: ConsentRow, now: number): ConsentRow => {
  if (row.status === 'active') {
    return moved(row, { status: 'revoked', news: 'gone', granted: [], proof: null }, now);
  }
  return row.status === 'unknown' ? moved(row, { status: 'awaiting' }, now) : row;
};

/** The bank cannot be read. What is in force is not made doubtful by that; what is awaited may have come. */
export const unheard = (row: ConsentRow, now: number): ConsentRow =>
  row.status === 'awaiting' ? moved(row, { status: 'unknown' }, now) : row;

/** What came of the first call in the company's name. Nothing, where it may not be made any more. */
export const tried = (row: ConsentRow, status: 'proved' | 'failed', now: number): ConsentRow =>
  row.proof === null || row.proof.status === status ? row : moved(row, { proof: { status, at: now } }, now);

/** Somebody says that the bank does not know the service provider. It stays awaited. */
export const reported = (row: ConsentRow, now: number): ConsentRow =>
  row.reportedAt === null && row.status !== 'active' ? moved(row, { reportedAt: now }, now) : row;

/** The same row where nothing that can be seen is different. */
const moved = (row: ConsentRow, change: Partial<ConsentRow>, now: number): ConsentRow => {
  const next = { ...row, ...change };
  return isSame(next, row) ? row : { ...next, changedAt: now, revision: row.revision + 1 };
};
