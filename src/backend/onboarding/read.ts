import type { Caller } from '../caller.ts';
import { namesTag } from '../collection/conditions.ts';
import { type Holds, tooManyRetryAfter } from '../edge/holds.ts';
import { appliedWait, waitOf } from '../edge/prefer.ts';
import type { Holding } from '../store/holding.ts';
import type { Opened } from './open.ts';

/** Seconds after which to ask again, where nothing has changed. */
const askAgain = 1;

/** Reads an onboarding: at once if it is newer than what the caller has, else when it changes or the wait is over. */
export const createRead = (
  holds: Holds,
  holding: Holding,
  { tagOf, show }: { tagOf(opened: Opened): Promise<string>; show(opened: Opened): Promise<Response> },
) => {
  const untilNews = async (
    opened: Opened,
    known: string,
    ms: number,
    signal: AbortSignal,
  ): Promise<boolean> => {
    const enough = new AbortController();
    // Listens before it looks: a change in between would be missed.
    const changed = holding.untilChange(
      ({ table, id }) => table === 'onboardings' && id === opened.id,
      ms,
      AbortSignal.any([signal, enough.signal]),
    );
    try {
      if ((await tagOf(opened)) === known) await changed;
      return (await tagOf(opened)) !== known;
    } finally {
      enough.abort();
    }
  };

  return async (caller: Caller, opened: Opened, { headers, signal }: Request): Promise<Response> => {
    const wait = waitOf(headers.get('prefer'));
    const applied = appliedWait(wait);
    const tag = await tagOf(opened);
    const isNews = !namesTag(headers.get('if-none-match'), tag);
    const ms = (wait ?? 0) * 1000;
    const look = (over: AbortSignal) => untilNews(opened, tag, ms, over);
    const held = isNews || (ms > 0 && (await holds.hold(caller, signal, look)));
    if (held !== true) {
      const retryAfter = String(held === null ? tooManyRetryAfter : askAgain);
      return new Response(null, {
        status: 304,
        headers: { etag: tag, 'retry-after': retryAfter, ...applied },
      });
    }
    const answer = await show(opened);
    for (const [name, value] of Object.entries(applied)) answer.headers.set(name, value);
    return answer;
  };
};
