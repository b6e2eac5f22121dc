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
  if (status === 401) headers.set('www-authenticate', `Bearer error="${refusal.code}"`);
  return Response.json(body, { status, headers });
};
