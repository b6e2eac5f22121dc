import type { Reason } from '../../protocol/collection-request.ts';
import type { CollectionProvider, CollectionReading } from '../../providers/collection.ts';
import type { ProviderError } from '../../providers/error.ts';
import type { Deps } from '../deps.ts';
import type { Row } from '../store/store.ts';
import type { Change } from './change.ts';
import { createLearn, type Lesson } from './learn.ts';
import { close, contradicts, merge, unheard } from './merge.ts';
import type { FollowUp, RequestRow } from './record.ts';

/** One request that is due, as the store has it. */
export interface Case {
  readonly id: string;
  readonly row: Row<FollowUp>;
  readonly request: RequestRow;
  readonly provider: CollectionProvider;
}

/** Writes down what the provider says. `asked` is when it was asked, in milliseconds. */
export interface Hearing {
  reading(one: Case, asked: number, reading: CollectionReading): Promise<void>;
  /** No answer that could be understood, or none yet. */
  silence(one: Case, asked: number, failure?: ProviderError): Promise<void>;
  /** The order was refused, and so it never came to be. */
  refusal(one: Case, reason: Reason | null): Promise<void>;
  cancelTaken(one: Case): Promise<void>;
  cancelRefused(one: Case): Promise<void>;
}

const other: Reason = { code: 'other', retryable: false };

export const createHearing = ({ clock, log }: Pick<Deps, 'clock' | 'log'>, change: Change): Hearing => {
  const learn = createLearn(clock, change);
  const write = ({ id, row }: Case, lesson: Lesson, failure?: ProviderError) =>
    learn(id, row.value, lesson, failure);

  return {
    async reading(one, asked, reading) {
      const after = await write(one, ({ standing }) => ({
        standing: merge(standing, reading, asked),
        followUp: { taken: true },
      }));
      if (after === undefined || !contradicts(after.standing, reading)) return;
      const known = after.standing.status;
      log.error('provider.contradicts', { request: one.id, known, heard: reading.status });
    },
    async silence(one, asked, failure) {
      await write(one, ({ standing }, { taken }) => ({ standing: unheard(standing, taken, asked) }), failure);
    },
    async refusal(one, reason) {
      await write(one, ({ standing }) => ({ standing: close(standing, 'rejected', reason ?? other) }));
    },
    async cancelTaken(one) {
      await write(one, ({ standing }) => ({ standing, followUp: { cancelSent: true } }));
    },
    async cancelRefused(one) {
      await write(one, ({ standing }) => ({ standing: { ...standing, cancelling: false } }));
    },
  };
};
