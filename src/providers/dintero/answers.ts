import * as z from 'zod';
import { ProviderError } from '../error.ts';
import { OnboardingRefused } from '../merchant-onboarding.ts';
import { parseJson } from '../read-body.ts';
import type { Answer, Call } from './line.ts';
import { pointersOf } from './pointers.ts';
import type { Profile } from './profile.ts';

const Envelope = z.object({
  error: z.object({
    code: z.string().max(200).nullish().catch(null),
    message: z.string(),
    errors: z.array(z.unknown()).nullish().catch(null),
  }),
  mfa_token: z.string().min(1).max(8192).optional(),
});
type Envelope = z.infer<typeof Envelope>;

/** The error in an answer; null if it has no envelope. */
export const envelopeOf = ({ body }: Answer): Envelope | null =>
  Envelope.safeParse(parseJson(body)).data ?? null;

export const isOk = ({ status }: Answer): boolean => status >= 200 && status < 300;

export const nonsense = (call: Call, what: string, status: number): ProviderError =>
  new ProviderError('nonsense', `${call.name}: answered ${status}: ${what}`, { status });

/** What an answer that is not 2xx means. Nothing that the provider wrote is repeated. */
export const toError = (call: Call, answer: Answer, profile: Profile): ProviderError => {
  const { status } = answer;
  const envelope = envelopeOf(answer);
  if (status < 400 || status > 499 || envelope === null) return nonsense(call, 'no envelope', status);
  const message = `${call.name}: refused with ${status}`;
  // A token was not taken, ours or somebody's: that says nothing of what was asked with it.
  if (status === 401) return new ProviderError('unanswered', message, { status });
  // 403: our right to ask, and 404: the thing asked about. Neither is what somebody filled in.
  if (status === 403 || status === 404) return new ProviderError('refused', message, { status });
  const code = envelope.error.code ?? '';
  const pointers = pointersOf(envelope.error.errors ?? []);
  const known = Object.hasOwn(profile.refusals, code) ? profile.refusals[code] : undefined;
  return new OnboardingRefused(known ?? (pointers.length > 0 ? 'format' : 'refused'), message, {
    pointers,
    status,
  });
};

/** Throws unless it was taken. Whatever its body says, or if it has none, is of no interest. */
export const taken = (call: Call, answer: Answer, profile: Profile): void => {
  if (!isOk(answer)) throw toError(call, answer, profile);
};

/** What was answered. Throws `nonsense` for anything that does not fit, with where, and without what. */
export const told = <T>(call: Call, answer: Answer, schema: z.ZodType<T>, profile: Profile): T => {
  taken(call, answer, profile);
  const read = schema.safeParse(parseJson(answer.body));
  if (read.success) return read.data;
  const where = read.error.issues.map(({ path }) => z.core.toDotPath(path.map(placeOf)) || 'the whole');
  throw nonsense(call, `does not fit at ${[...new Set(where)].slice(0, 5).join(', ')}`, answer.status);
};

/** A key that the provider made up may be anything, an address even. */
const placeOf = (key: PropertyKey): PropertyKey =>
  typeof key === 'string' && !/^[a-z_]{1,40}$/.test(key) ? '…' : key;
