/** The longest wait, in seconds: below what proxies and browsers give an idle connection. */
const longestWait = 25;

/** Seconds of `Prefer: wait=N` (RFC 7240 §4.3), no more than we hold; null: nobody wants to wait. */
export const waitOf = (prefer: string | null): number | null => {
  const seconds = /(?:^|,)\s*wait\s*=\s*"?(\d{1,9})"?\s*(?:[,;]|$)/i.exec(prefer ?? '')?.[1];
  return seconds === undefined ? null : Math.min(Number(seconds), longestWait);
};

/** What an answer says of the wait that was granted. */
export const appliedWait = (wait: number | null): Readonly<Record<string, string>> =>
  wait === null ? {} : { 'preference-applied': `wait=${wait}` };
