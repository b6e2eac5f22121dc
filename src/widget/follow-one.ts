import { type Answer, type Call, type Caller, call } from './call.ts';
import { rest } from './page.ts';
import { type Patience, persist } from './persist.ts';
import { takeTurns } from './take-turns.ts';

/** A thing of the backend's that is read until it is new: one held read after the other. */
export interface Followed<T> {
  /** Its name among all that the backend has. */
  readonly id: string;
  readonly revision: number;
  /** A read that is answered when it is newer than `known`, or after `hold` seconds. */
  readonly call: (known: number, hold: number) => Call;
  /** Throws `Refused` where it is no answer. */
  readonly answerIn: (answer: Answer) => T;
  readonly onNews: (news: T) => void | Promise<void>;
}

/** Headers of a held read. */
export const heldFor = (known: string, hold: number) => ({
  headers: { 'if-none-match': `"${known}"`, prefer: `wait=${hold}` },
  timeout: (hold + 10) * 1000,
});

/** Follows one thing, in turn with the other tabs, until the signal ends it. */
export const followOne = async <T extends { readonly revision: number }>(
  caller: Caller,
  { id, revision, call: held, answerIn, onNews }: Followed<T>,
  patience: Patience,
): Promise<void> => {
  const { signal } = patience;
  const inTurn = takeTurns(`${caller.backend()} ${id}`, signal);
  let known = revision;
  for (;;) {
    const answer = await persist(() => inTurn((hold, over) => call(caller, held(known, hold), over)), {
      ...patience,
      tries: Number.POSITIVE_INFINITY,
    });
    const news = answer.status === 304 ? undefined : answerIn(answer);
    if (news !== undefined && news.revision > known) {
      known = news.revision;
      await onNews(news);
    } else {
      await rest(answer.retryAfter ?? 1_000, signal);
    }
  }
};
