import type { ProviderFailure } from '../providers/error.ts';

/**
 * Told what happens, so that it can be counted and timed. Whatever is told comes from a closed list (a route's
 * pattern, a code, a provider's name): never an id, an address, an amount, or anything of a person. Times are in
 * milliseconds.
 */
export interface Metrics {
  answered(request: AnsweredRequest): void;
  providerCalled(call: ProviderCall): void;
  committed(commit: StoreCommit): void;
  /** Somebody waits for a request to change, until what is returned is called. */
  waits(): () => void;
}

export interface AnsweredRequest {
  readonly method: string;
  /** Its pattern; null: there is no such route. */
  readonly route: string | null;
  readonly status: number;
  /** Code of the refusal, if it was refused. */
  readonly code: string | null;
  /** True where the answer was held until something changed: its time says nothing about us. */
  readonly held: boolean;
  readonly ms: number;
}

export interface ProviderCall {
  readonly provider: string;
  readonly operation:
    | 'create'
    | 'read'
    | 'list'
    | 'modify'
    | 'prove'
    | 'cancel'
    | 'check'
    | 'callback'
    | 'sign_up'
    | 'code'
    | 'upload';
  /** `abandoned`: it took too long, or the service stops. */
  readonly outcome: 'answered' | ProviderFailure | 'abandoned';
  readonly ms: number;
}

export interface StoreCommit {
  readonly outcome: 'written' | 'conflict' | 'failed';
  readonly ms: number;
}
