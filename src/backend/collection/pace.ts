import { isSettled } from '../../protocol/order.ts';
import type { FollowUp, RequestRow, Standing } from './record.ts';

const second = 1000;
const minute = 60 * second;

/** The longest rest where rests grow. */
const longestRest = 10 * minute;

/** A send that was cut off may still arrive: so long nobody can say that it did not. */
const lateArrival = minute;

/**
 * What to do with a request that the provider does not have: send it while the payer's time is not over. Else end
 * it: `withdraw` as cancelled, `give_up` as rejected; but `wait` first for what may still arrive.
 */
export type WorkOnMissing = 'send' | 'wait' | 'withdraw' | 'give_up';

export const workOnMissing = (standing: Standing, { sentAt }: FollowUp, now: number): WorkOnMissing => {
  if (!standing.cancelling && now < Date.parse(standing.expiresAt)) return 'send';
  if (sentAt !== null && now < sentAt + lateArrival) return 'wait';
  return standing.cancelling ? 'withdraw' : 'give_up';
};

/** Milliseconds until the request is looked at again; null: never, it is settled. */
export const restAfter = (
  { standing, finalAt }: Pick<RequestRow, 'standing' | 'finalAt'>,
  { sentAt, cancelSent, rest }: FollowUp,
  now: number,
): number | null => {
  if (isSettled(standing)) return null;
  if (standing.status === 'unknown') return Math.min(longestRest, Math.max(2 * second, rest * 2));
  if (standing.status === 'pending') {
    const age = now - (sentAt ?? now);
    if (age < 5 * second && !cancelSent) return 5 * second - age;
    return age < minute ? 2 * second : 5 * second;
  }
  const age = now - (finalAt ?? now);
  if (age < minute) return 5 * second;
  return age < 60 * minute ? minute : longestRest;
};
