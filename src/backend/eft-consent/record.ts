import type { EftConsentRefusal, EftConsentWay } from '../../protocol/eft-consent-words.ts';
import type { EftConsentOrder, EftConsentReading } from '../../providers/eft-consent.ts';
import type { MandateEvidence } from '../collection/record.ts';
import type { Write } from '../store/store.ts';
import type { Vault } from '../vault.ts';

/** What is to be sent, or has been sent and not been heard of. Stored before it is sent. */
export interface Order {
  readonly kind: 'create' | 'modify';
  /** The account, sealed; null: the payer gives an e-consent. Gone with the order. */
  readonly account: string | null;
  /** When the person agreed. Times in milliseconds since 1970, as everywhere below. */
  readonly since: number;
  /** When it was last begun to be sent; null: never. What came of it is not known as long as the order is here. */
  readonly sentAt: number | null;
  readonly sends: number;
  /** No answer has come to the last send, or none that could be understood. */
  readonly isUnsure: boolean;
}

/** The provider's last word about a consent, its numbers masked. */
export interface Heard extends Pick<EftConsentReading, 'active' | 'action' | 'createdOn'> {
  readonly payer: string | null;
  readonly account: string | null;
  readonly bank: string | null;
}

/** What proves which terms somebody saw before they created or modified it. */
export interface EftEvidence extends MandateEvidence {
  readonly act: Order['kind'];
  /** Pseudonym of the agent who acted; null: nobody was named. */
  readonly actor: string | null;
}

/** One consent, or one that is to be. */
export interface ConsentRow {
  readonly id: string;
  readonly companyId: string;
  /** Key of the company. */
  readonly company: string;
  /** Of the session in which it was last asked for; null: it was not asked for here. */
  readonly reference: string | null;
  /** The provider's; null: it has not told of it yet. */
  readonly providerId: string | null;
  readonly way: EftConsentWay | null;
  /** What the provider was asked to do with it at the bank, or has been seen to do; null: it was not made here. */
  readonly action: EftConsentOrder['action'] | null;
  readonly order: Order | null;
  readonly refusal: EftConsentRefusal | null;
  /** Null: not heard of yet, or not there any more. */
  readonly heard: Heard | null;
  /** Asked for here, and not done: followed until it is, or has been for too long. */
  readonly isAwaited: boolean;
  readonly askedAt: number | null;
  /** When the provider last answered to what was sent: a reading that was asked for by then knows nothing of it. */
  readonly writtenAt: number;
  readonly evidence: readonly EftEvidence[];
  readonly changedAt: number;
  /** Grows with every change that can be seen. */
  readonly revision: number;
}

/** Table `eft_people`: all that is known of one person's consents, for one client and merchant. */
export interface PersonRow {
  readonly client: string;
  readonly merchant: string;
  readonly personId: string;
  readonly consents: readonly ConsentRow[];
}

/** Table `eft_follow_ups`, under the person's id. `due`: when to look next. */
export interface FollowUp {
  /** How often somebody wanted a look at once. */
  readonly wakes: number;
  /** The last rest in milliseconds. */
  readonly rest: number;
}

export const people = 'eft_people';
export const followUps = 'eft_follow_ups';

export const newPerson = (whose: Omit<PersonRow, 'consents'>): PersonRow => ({ ...whose, consents: [] });

/** Keyed, for from a plain hash the person's number could be had by trying them all. */
export const personRowId = async (
  vault: Pick<Vault, 'fingerprint'>,
  { client, merchant, personId }: Omit<PersonRow, 'consents'>,
): Promise<string> => {
  const print = await vault.fingerprint(JSON.stringify(['eft person', client, merchant, personId]));
  return `ep_${print.slice(0, 22)}`;
};

export const companyKey = async (
  vault: Pick<Vault, 'fingerprint'>,
  { client, merchant }: Pick<PersonRow, 'client' | 'merchant'>,
  companyId: string,
): Promise<string> => {
  const print = await vault.fingerprint(JSON.stringify(['eft company', client, merchant, companyId]));
  return `co_${print.slice(0, 16)}`;
};

/** Secondary key, under which the person of a consent is found. */
export const consentKey = (client: string, merchant: string, id: string): string =>
  `consent ${client} ${merchant} ${id}`;

/** Secondary key, under which an operator finds people of whom something is being sent. */
export const underWay = 'under way';

export const personWrite = (id: string, row: PersonRow, expect: number): Write<PersonRow> => ({
  table: people,
  id,
  value: row,
  expect,
  keys: [
    ...row.consents.map((consent) => consentKey(row.client, row.merchant, consent.id)),
    ...(row.consents.some(({ order }) => order !== null) ? [underWay] : []),
  ],
});
