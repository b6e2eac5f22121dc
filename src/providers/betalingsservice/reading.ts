import type { Reason } from '../../protocol/collection-request.ts';
import type { CollectionReading } from '../collection.ts';
import type { Profile, StatusMeaning, Told } from './profile.ts';

/** What a word of the provider's stands for; undefined for a word that the profile does not know. */
export const lookUp = <T>(table: Readonly<Record<string, T>>, word: string): T | undefined =>
  Object.hasOwn(table, word) ? table[word] : undefined;

/** Whether it looks like a code, so that it may go into a log. A personal number does not. */
export const isWord = (text: string): boolean => /^[A-Z][A-Z_-]+\d{0,4}$/.test(text);

/** A path or link of the profile's, for one request. */
export const fill = (template: string, uuid: string): string =>
  template.replace('{uuid}', encodeURIComponent(uuid));

/** Words may be added at any time. One that we do not know ends nothing: we go on asking. */
const unknownWord: StatusMeaning = { status: 'pending', stage: 'queued', reason: null };

const other: Reason = { code: 'other', retryable: false };

/** The provider's answer in our words. `mandateAsked` stands in where the answer does not speak of a mandate. */
export const toReading = (told: Told, profile: Profile, mandateAsked: boolean): CollectionReading => {
  const whole = lookUp(profile.statuses, told.statusCode) ?? unknownWord;
  const failure = lookUp(profile.reasons, told.errorCode ?? '') ?? other;
  const payment = lookUp(profile.payments, told.paymentStatus ?? '') ?? 'pending';
  return {
    status: whole.status,
    stage: whole.stage,
    reason: whole.status === 'rejected' ? failure : whole.reason,
    payment: { status: payment, reason: payment === 'failed' ? failure : null },
    mandate: told.mandateStatus === null && !mandateAsked ? null : toMandate(told, profile, failure),
    bindingCode: told.referenceNumber,
    approveUrl: profile.approveUrlTemplate === null ? null : fill(profile.approveUrlTemplate, told.uuid),
    expiresAt: told.expiresAt,
  };
};

const toMandate = (told: Told, profile: Profile, failure: Reason): CollectionReading['mandate'] => {
  const status = lookUp(profile.mandates, told.mandateStatus ?? '') ?? 'requested';
  const reference = told.mandateNumber;
  if (status !== 'failed') return { status, reference, reason: null };
  // what was wanted stands already: the same as success, and the reason tells how it came about
  const exists = failure.code === 'mandate_already_exists';
  return { status: exists ? 'active' : 'failed', reference, reason: failure };
};

/** Words of the answer that the profile should be taught. */
export const unknownWords = (told: Told, profile: Profile): readonly string[] => {
  const spoken = [
    [profile.statuses, told.statusCode],
    [profile.payments, told.paymentStatus],
    [profile.mandates, told.mandateStatus],
    [profile.reasons, told.errorCode],
  ] as const;
  return spoken.flatMap(([known, word]) =>
    word !== null && !Object.hasOwn(known, word) && isWord(word) ? [word] : [],
  );
};
