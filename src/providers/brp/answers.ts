import { EftConsentRefused, type EftRefusalCode } from '../eft-consent.ts';
import { ProviderError } from '../error.ts';
import { type Fields, type Format, readDocument, type Told } from './document.ts';
import type { Answer, Call } from './line.ts';
import type { Profile } from './profile.ts';

export const nonsense = ({ name }: Call, what: string, status: number): ProviderError =>
  new ProviderError('nonsense', `${name}: answered ${status}, and ${what}`, { status });

const mapped = <T>(map: Readonly<Record<string, T>>, key: string): T | null =>
  Object.hasOwn(map, key) ? (map[key] ?? null) : null;

/** `field=clearingnumber` in debuginfo, or the name at the end of `Invalid parameter, clearingnumber`. */
const parameterOf = ({ debuginfo = '', message = '' }: Fields): string =>
  /\bfield=(\w+)/.exec(debuginfo)?.[1] ?? /, *(\w+)\s*$/.exec(message)?.[1] ?? '';

const codeIn = (error: Fields, profile: Profile): EftRefusalCode | null => {
  const code = (error.code ?? '').trim();
  return profile.parameterCodes.includes(code)
    ? mapped(profile.parameters, parameterOf(error))
    : mapped(profile.refusals, code);
};

type Errors = readonly Fields[];

const isAboutUs = (errors: Errors, { aboutUs }: Profile): boolean =>
  errors.some(({ code = '' }) => aboutUs.includes(code.trim()));

const refusal = (call: Call, errors: Errors, { status }: Answer, profile: Profile): ProviderError => {
  const code = errors.map((error) => codeIn(error, profile)).find((one) => one !== null) ?? null;
  if (code === null && status >= 500) {
    return new ProviderError('unanswered', `${call.name}: answered ${status}`, { status });
  }
  // only the provider's numbers: what it wrote may repeat what it was sent
  const numbers = errors.map(({ code: number = '' }) => (/^\d{1,8}$/.test(number) ? number : '?'));
  const message = `${call.name}: refused with ${status}, ${numbers.join(' ')}`;
  return new EftConsentRefused(code ?? 'other', message, { status });
};

const isOk = (status: number): boolean => status >= 200 && status < 300;

/** Our key or log-on is not taken. Whether a consent was meant well is not known: nobody has looked at it. */
export class KeyRefused extends ProviderError {
  constructor({ name }: Call, status: number) {
    super('unanswered', `${name}: our key or log-on is not taken`, { status });
  }
}

const failure = (call: Call, told: Told, answer: Answer, profile: Profile): ProviderError => {
  const { status, retryAfter } = answer;
  const errors = told !== null && 'errors' in told ? told.errors : null;
  if (errors !== null && isAboutUs(errors, profile)) return new KeyRefused(call, status);
  const isUnmapped = errors === null || errors.every((error) => codeIn(error, profile) === null);
  if ((status === 401 || status === 403) && isUnmapped) return new KeyRefused(call, status);
  if (errors !== null) return refusal(call, errors, answer, profile);
  if (status >= 500) {
    const more = { status, ...(retryAfter === null ? {} : { retryAfter }) };
    return new ProviderError('unanswered', `${call.name}: answered ${status}`, more);
  }
  return nonsense(call, 'nothing that is described', status);
};

/** The consents of an answer. An `<errors>` document is a failure whatever the status says; so is any other status. */
export const consentsIn = (
  call: Call,
  answer: Answer,
  format: Format,
  profile: Profile,
): readonly Fields[] => {
  const { status, charset, body } = answer;
  const isUtf8 = charset === null || charset === 'utf-8' || charset === 'utf8';
  const told = isUtf8 ? readDocument(body, format, profile) : null;
  if (isOk(status) && told !== null && 'consents' in told) return told.consents;
  throw failure(call, told, answer, profile);
};
