import * as z from 'zod';
import type { Reason } from '../../protocol/collection-request.ts';
import { ProviderError } from '../error.ts';
import { parseJson } from '../read-body.ts';
import type { Answer, Call } from './line.ts';
import type { Profile, Told, ToldError } from './profile.ts';
import { isWord, lookUp } from './reading.ts';

export const isOk = ({ status }: Answer): boolean => status >= 200 && status < 300;

const isClientError = ({ status }: Answer): boolean => status >= 400 && status < 500;

/** 401 and 403 are about our key, whatever was asked for. */
export const isAboutUs = ({ status }: Answer): boolean => status === 401 || status === 403;

export const nonsense = (call: Call, what: string, status: number, cause?: unknown): ProviderError =>
  new ProviderError('nonsense', `${call.name}: ${what}`, { status, cause });

/** The errors in an answer; null if it has no envelope. */
export const parseErrors = (answer: Answer, profile: Profile): readonly ToldError[] | null =>
  profile.errors.safeParse(parseJson(answer.body)).data ?? null;

/** What was said about the request `uuid`. Throws `nonsense` for anything else, `refused` for a refusal. */
export const parseTold = (call: Call, answer: Answer, profile: Profile, uuid: string): Told => {
  if (!isOk(answer)) throw toError(call, answer, profile);
  const told = profile.answer.safeParse(parseJson(answer.body));
  if (!told.success) {
    const where = told.error.issues.map((issue) => z.core.toDotPath(issue.path) || 'the whole').join(', ');
    throw nonsense(call, `the answer does not fit the profile at ${where}`, answer.status);
  }
  if (told.data.uuid !== uuid) throw nonsense(call, 'the answer is about another request', answer.status);
  return told.data;
};

/** What was said about a debtor. Throws as `parseTold` does. */
export const parseChecked = (
  call: Call,
  answer: Answer,
  profile: Profile,
): { readonly onboarded: boolean } => {
  if (!isOk(answer)) throw toError(call, answer, profile);
  const checked = profile.checked.safeParse(parseJson(answer.body));
  if (!checked.success) throw nonsense(call, 'the answer does not fit the profile', answer.status);
  return checked.data;
};

/** What an answer that is not 2xx means. */
export const toError = (call: Call, answer: Answer, profile: Profile): ProviderError => {
  const { status } = answer;
  const errors = parseErrors(answer, profile);
  if (!isClientError(answer) || errors === null) {
    return nonsense(call, `answered ${status}, without an errors envelope`, status);
  }
  const codes = errors.map((error) => (isWord(error.code) ? error.code : 'an odd code')).join(', ');
  if (isAboutUs(answer)) return aboutUs(call, status, codes);
  // it is the reading that was refused: that says nothing about the request
  if (call.name === 'read') return nonsense(call, `answered ${status} ${codes}`, status);
  const known = errors
    .map((error) => lookUp(profile.reasons, error.code))
    .find((reason) => reason !== undefined);
  // the key is taken, and not by the order that we send now: somebody has to look what stands there
  if (status === 409 && known === undefined) return nonsense(call, `conflict ${codes}`, status);
  return new ProviderError('refused', `${call.name}: refused with ${codes}`, {
    status,
    reason: known ?? unknownRefusal(status, errors),
  });
};

/** Our own key is not taken. A request that was to be created does not exist then; of others nothing is known. */
const aboutUs = (call: Call, status: number, codes: string): ProviderError => {
  const message = `${call.name}: our key is not taken: ${status} ${codes}`;
  if (call.name !== 'create') return new ProviderError('unanswered', message, { status });
  const reason: Reason = { code: 'creditor_config_invalid', retryable: false };
  return new ProviderError('refused', message, { status, reason });
};

const unknownRefusal = (status: number, errors: readonly ToldError[]): Reason => ({
  code: status === 400 ? 'format_error' : 'other',
  retryable: errors.some((error) => error.recoverable),
});
