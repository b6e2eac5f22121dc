import type { ProblemCode } from '../protocol/words.ts';

/**
 * Why the flow cannot go on: a refusal of the backend, or one of ours. `unreachable`: no answer at all.
 * `answer_invalid`: an answer that is not what the protocol says. `task_missing`: the session is for something else.
 */
type OwnCode = 'unreachable' | 'answer_invalid' | 'task_missing';

/** A newer backend may have codes that this widget does not know. */
export type TroubleCode = ProblemCode | OwnCode | (string & {});

export interface Trouble {
  readonly code: TroubleCode;
  /** The same call may well work later. */
  readonly retryable: boolean;
  /** Finds the line in the backend's log; null where the backend said nothing. */
  readonly traceId: string | null;
}

const passing: readonly TroubleCode[] = [
  'unreachable',
  'unavailable',
  'internal_error',
  'rate_limited',
  'request_in_progress',
];

export const trouble = (code: TroubleCode, traceId: string | null = null): Trouble => ({
  code,
  retryable: passing.includes(code),
  traceId,
});
