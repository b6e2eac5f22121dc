import type { ProviderError } from '../../providers/error.ts';
import type { Clock } from '../../providers/given.ts';
import type { Change } from './change.ts';
import { restAfter } from './pace.ts';
import type { FollowUp, RequestRow, Standing } from './record.ts';

/** The longest that a provider can make us stay away, so that a nonsensical `Retry-After` loses nothing. */
const longestAbsence = 3_600_000;

/** What is known when something learned is put to what was known by then. */
export type Lesson = (
  request: RequestRow,
  followUp: FollowUp,
) => { readonly standing: Standing; readonly followUp?: Partial<FollowUp> };

/**
 * Writes down what was learned from a question, and when to look again. `seen` is the follow-up as it was when the
 * question was put: if somebody has wanted a look since, the next is at once. Resolves as `Change` does.
 */
export type Learn = (
  id: string,
  seen: FollowUp,
  lesson: Lesson,
  failure?: ProviderError,
) => Promise<RequestRow | undefined>;

export const createLearn =
  (clock: Clock, change: Change): Learn =>
  (id, seen, lesson, failure) =>
    change(id, (request, before) => {
      // Somebody else has seen it settled.
      if (before === null) return null;
      const { standing, followUp } = lesson(request, before);
      const after = { ...before, ...followUp };
      const now = clock.now();
      const rest = restAfter({ standing, finalAt: request.finalAt }, after, now);
      if (rest === null) return { standing, followUp: null };
      const away = Math.min(longestAbsence, failure?.retryAfter ?? 0);
      const isUnknown = standing.status === 'unknown';
      return {
        standing,
        followUp: {
          value: {
            ...after,
            rest: isUnknown ? rest : 0,
            unknownSince: isUnknown ? (before.unknownSince ?? now) : null,
            failure: failure === undefined ? null : { kind: failure.failure, status: failure.status },
          },
          due: before.wakes === seen.wakes ? now + Math.max(rest, away) : now,
        },
      };
    });
