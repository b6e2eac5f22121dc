/** The longest wait, in seconds: below what proxies and browsers give an idle connection. */
const longestWait = 25;

/** Seconds of `Prefer: wait=N` (RFC 7240 §4.3), no more than we hold; null: nobody wants to wait. */
export const waitOf = (prefer: string | null): number | null => {
  const seconds = /(?:^|,)\s*wait\s*=\s*"?(\d{1,9})"?\s*(?:[,;]|$)/i.exec(prefer ?? '')?.[1];
  return seconds === undefined ? null : Math.min(Number(seconds), longestWait);
};

/** Whether `If-None-Match` names the tag: compared weakly, and `*` names any (RFC 9110 §13.1.2). */
export const namesTag = (ifNoneMatch: string | null, etag: string): boolean =>
  (ifNoneMatch ?? '').split(',').some((one) => ['*', etag].includes(one.trim().replace(/^W\//, '')));
