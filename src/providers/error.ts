import type { Reason } from '../protocol/collection-request.ts';

/**
 * The three ways in which a call to a provider can fail, which must be told apart:
 *
 * - `unanswered`: not sent, cut off, timed out, 5xx or 429. Whether it took effect is not known.
 * - `refused`: understood and said no, with a reason. It had no effect.
 * - `nonsense`: answered, but not with what the profile describes. Whether it took effect is not known.
 */
export type ProviderFailure = 'unanswered' | 'refused' | 'nonsense';

export class ProviderError extends Error {
  override readonly name = 'ProviderError';
  readonly failure: ProviderFailure;
  /** Only for `refused`. */
  readonly reason: Reason | null;
  /** HTTP status, if there was one. */
  readonly status: number | null;
  /** How long the provider asked us to stay away, in milliseconds. */
  readonly retryAfter: number | null;

  /** `message` is for the log: it holds no personal number and no body of the provider's. */
  constructor(
    failure: ProviderFailure,
    message: string,
    more: { reason?: Reason; status?: number; retryAfter?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: more.cause });
    this.failure = failure;
    this.reason = more.reason ?? null;
    this.status = more.status ?? null;
    this.retryAfter = more.retryAfter ?? null;
  }
}
