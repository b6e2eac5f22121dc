import * as z from 'zod';
import { ProviderError } from '../error.ts';
import { parseJson } from '../read-body.ts';
import { envelopeOf, nonsense } from './answers.ts';
import type { Answer, Call } from './line.ts';

/** What the token endpoint takes. The words are those of its discriminator, which its prose spells differently. */
export type Grant =
  | { readonly grant_type: 'client_credentials'; readonly audience: string }
  | {
      readonly grant_type: 'authorization_code';
      readonly ident_type: 'email' | 'user_id';
      readonly ident: string;
      readonly verification_code: string;
      readonly audience: string;
    }
  | {
      readonly grant_type: 'mfa_oob';
      readonly oob_code: string;
      readonly binding_code: string;
      readonly mfa_token: string;
    }
  | { readonly grant_type: 'account_user' }
  | { readonly grant_type: 'refresh_token'; readonly refresh_token: string };

export interface Issued {
  readonly accessToken: string;
  /** Seconds. */
  readonly expiresIn: number;
  readonly refreshToken: string | null;
}

/** `refused`: the grant itself was not taken. A 403 that asks for a second factor is not one. */
export type Granted =
  | ({ readonly kind: 'issued' } & Issued)
  | { readonly kind: 'mfa_required'; readonly mfaToken: string }
  | { readonly kind: 'refused'; readonly status: number; readonly code: string };

/** RFC 6750 §2.1: what may stand behind `Bearer`. */
const Token = z.string().regex(/^[A-Za-z0-9._~+/=-]{1,8192}$/);

/** Never longer than a day is believed, as none has been seen. */
const Told = z.object({
  access_token: Token,
  token_type: z.literal('Bearer'),
  expires_in: z.number().int().min(1).max(86_400),
  refresh_token: Token.nullish(),
});

const readIssued = (call: Call, { status, body }: Answer): Issued => {
  const told = Told.safeParse(parseJson(body));
  if (status !== 200 || !told.success) throw nonsense(call, 'no token', status);
  const { access_token: accessToken, expires_in: expiresIn, refresh_token } = told.data;
  return { accessToken, expiresIn, refreshToken: refresh_token ?? null };
};

export const grantCall = (path: string, grant: Grant): Call => ({
  name: `token ${grant.grant_type}`,
  method: 'POST',
  path,
  body: grant,
});

/** What an answer of the token endpoint means. Throws `ProviderError` `nonsense` for anything undocumented. */
export const readGranted = (call: Call, answer: Answer): Granted => {
  const { status } = answer;
  if (status !== 400 && status !== 401 && status !== 403) {
    return { kind: 'issued', ...readIssued(call, answer) };
  }
  const envelope = envelopeOf(answer);
  if (envelope === null) throw nonsense(call, 'no envelope', status);
  const code = envelope.error.code ?? '';
  if (status !== 403 || code !== 'mfa_required') return { kind: 'refused', status, code };
  if (envelope.mfa_token === undefined) throw nonsense(call, 'a second factor without its token', status);
  return { kind: 'mfa_required', mfaToken: envelope.mfa_token };
};

/** For our own credentials: if they are not taken, nothing is known of what was to be asked with the token. */
export const issuedOrThrow = (call: Call, answer: Answer): Issued => {
  const granted = readGranted(call, answer);
  if (granted.kind === 'issued') return granted;
  const { status } = answer;
  throw new ProviderError('unanswered', `${call.name}: our credentials are not taken: ${status}`, { status });
};

/** `Authorization` for client credentials (RFC 7617). */
export const basic = (id: string, secret: string): string => {
  const bytes = new TextEncoder().encode(`${id}:${secret}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
};

export const bearer = (token: string): string => `Bearer ${token}`;
