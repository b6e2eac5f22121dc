import type { Problem } from '../../protocol/problem.ts';
import { type ProblemCode, problems } from '../../protocol/words.ts';

/** Thrown anywhere behind the edge; the edge answers it as a problem document (RFC 9457). */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: ProblemCode;
  readonly errors: Problem['errors'];
  /** Seconds, for the `Retry-After` header. */
  readonly retryAfter: number | undefined;

  constructor(
    code: ProblemCode,
    more: { errors?: Problem['errors']; retryAfter?: number; cause?: unknown } = {},
  ) {
    super(problems[code][1], { cause: more.cause });
    this.code = code;
    this.errors = more.errors;
    this.retryAfter = more.retryAfter;
  }
}

/** What the challenge says (RFC 6750 §3.1): no error at all to someone who sent no token. */
const bearerErrors: Partial<Record<ProblemCode, string>> = {
  token_missing: '',
  token_invalid: ', error="invalid_token"',
  token_expired: ', error="invalid_token"',
  token_insufficient: ', error="insufficient_scope"',
};

/** The problem document for a refusal. `type` is a stable URI under the service's own documentation. */
export const toResponse = (refusal: Refusal, traceId: string): Response => {
  const [status, title] = problems[refusal.code];
  const body: Problem = {
    type: `urn:handslag:problem:${refusal.code}`,
    title,
    status,
    code: refusal.code,
    traceId,
    ...(refusal.errors === undefined ? {} : { errors: refusal.errors }),
  };
  const headers = new Headers({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
  if (refusal.retryAfter !== undefined) headers.set('retry-after', String(refusal.retryAfter));
  const error = bearerErrors[refusal.code];
  if (error !== undefined) headers.set('www-authenticate', `Bearer realm="handslag"${error}`);
  return Response.json(body, { status, headers });
};
