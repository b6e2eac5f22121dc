import type { EftConsentWay } from '../../protocol/eft-consent-words.ts';
import type { Log } from '../../providers/given.ts';
import type { Caller } from '../caller.ts';
import type { Opened } from './open.ts';
import type { ConsentRow, EftEvidence, Order } from './record.ts';
import type { ShownTerms } from './terms.ts';

/** An order as it is before anybody was asked. `account`: sealed. */
export const newOrder = (kind: Order['kind'], account: string | null, now: number): Order => ({
  kind,
  account,
  since: now,
  sentAt: null,
  sends: 0,
  isUnsure: false,
});

/** Which terms were on whose screen when they acted. */
export const evidenceOf = (
  act: Order['kind'],
  { actor }: Caller,
  { detail }: Opened,
  { id, version, locale, sha256 }: ShownTerms,
  now: number,
): EftEvidence => ({
  act,
  actor,
  text: id,
  version,
  locale,
  sha256,
  surface: detail.surface,
  at: now,
});

/** For the log: who ordered what. The payer is not told who acted for them. */
export const tellOrdered = (
  log: Log,
  act: Order['kind'],
  { client, merchant, actor }: Caller,
  { detail }: Opened,
  consent: string,
): void => {
  log.info('eft_consent.ordered', {
    consent,
    act,
    client: client.id,
    merchant: merchant.id,
    surface: detail.surface,
    actor,
  });
};

interface Wanted {
  readonly id: string;
  readonly company: { readonly id: string; readonly key: string };
  readonly reference: string;
  readonly way: EftConsentWay;
  readonly action: NonNullable<ConsentRow['action']>;
  /** Sealed. */
  readonly account: string | null;
  readonly evidence: EftEvidence;
}

/** A consent that the provider has not been told of. */
export const newConsent = (wanted: Wanted, now: number): ConsentRow => ({
  id: wanted.id,
  companyId: wanted.company.id,
  company: wanted.company.key,
  reference: wanted.reference,
  providerId: null,
  way: wanted.way,
  action: wanted.action,
  order: newOrder('create', wanted.account, now),
  refusal: null,
  heard: null,
  isAwaited: true,
  askedAt: now,
  writtenAt: 0,
  evidence: [wanted.evidence],
  changedAt: now,
  revision: 1,
});
