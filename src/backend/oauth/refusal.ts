import type { OAuthError, TokenRefusal } from '../../protocol/oauth.ts';
import { problems } from '../../protocol/words.ts';
import type { Refusal } from '../edge/problem.ts';

/** Thrown anywhere behind `/oauth/`; the edge answers it in the form of RFC 6749 §5.2. */
export class OAuthRefusal extends Error {
  override readonly name = 'OAuthRefusal';
  readonly error: OAuthError;
  readonly description: string;
  readonly status: number;
  /** Seconds, for the `Retry-After` header. */
  readonly retryAfter: number | undefined;

  /** `description` goes to the shop's server: it may name a parameter or field, never its value. */
  constructor(
    error: OAuthError,
    description: string,
    more: { status?: number; retryAfter?: number | undefined } = {},
  ) {
    super(description);
    this.error = error;
    this.description = description;
    this.status = more.status ?? (error === 'invalid_client' ? 401 : 400);
    this.retryAfter = more.retryAfter;
  }
}

/** What the rest of the backend refuses with, in OAuth's words. */
export const toOAuthRefusal = (refusal: Refusal | OAuthRefusal): OAuthRefusal => {
  if (refusal instanceof OAuthRefusal) return refusal;
  const [status, title] = problems[refusal.code];
  return new OAuthRefusal(errorFor(status), title, { status, retryAfter: refusal.retryAfter });
};

const errorFor = (status: number): OAuthError => {
  if (status === 429 || status === 503) return 'temporarily_unavailable';
  return status >= 500 ? 'server_error' : 'invalid_request';
};

export const toOAuthResponse = (refusal: OAuthRefusal): Response => {
  const body: TokenRefusal = {
    error: refusal.error,
    // RFC 6749 §5.2 allows printable ASCII without quotation mark and backslash.
    error_description: refusal.description.replace(/[^\x20\x21\x23-\x5b\x5d-\x7e]/g, "'"),
  };
  const headers = new Headers({ 'cache-control': 'no-store' });
  if (refusal.retryAfter !== undefined) headers.set('retry-after', String(refusal.retryAfter));
  if (refusal.status === 401) headers.set('www-authenticate', 'Basic realm="handslag", charset="UTF-8"');
  return Response.json(body, { status: refusal.status, headers });
};
