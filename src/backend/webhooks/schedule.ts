const second = 1000;
const hour = 3600 * second;
const day = 24 * hour;

/** How long an endpoint may take to answer. Standard Webhooks recommends 15 to 30 s. */
export const attemptTimeout = 15 * second;

/** How long a try may be under way before it counts as lost with its process. Longer than any try can take. */
export const claimTime = 60 * second;

/** How long a webhook is tried; the last try is made when it is over. */
export const triedFor = 3 * day;

/** How long one that was delivered, or could not be, is kept before it is deleted. */
export const keptFor = { delivered: 7 * day, undelivered: 30 * day } as const;

const first = 5 * second;
const longest = 6 * hour;

/** The longest that an endpoint may ask to be left alone. */
export const longestAsked = day;

/**
 * The longest wait after so many failures: 5 s, 15 s, 45 s, 2 min 15 s, 6 min 45 s, about 20 min, 1 h, 3 h, and
 * from then on 6 h.
 */
export const longestWait = (failures: number): number => Math.min(longest, first * 3 ** (failures - 1));

/**
 * When to try again, or null to give up. Full jitter: any moment up to the longest wait, so that what failed together
 * does not come back together. `retryAfter`, in milliseconds, is what the endpoint asked for; `random` is in [0, 1).
 */
export const nextTry = (
  now: number,
  since: number,
  failures: number,
  retryAfter: number | null,
  random: number,
): number | null => {
  const end = since + triedFor;
  if (now >= end) return null;
  return Math.max(now + (retryAfter ?? 0), Math.min(end, now + Math.ceil(random * longestWait(failures))));
};
