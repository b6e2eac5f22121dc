/** Whether `If-None-Match` names the tag: compared weakly, and `*` names any (RFC 9110 §13.1.2). */
export const namesTag = (ifNoneMatch: string | null, etag: string): boolean =>
  (ifNoneMatch ?? '').split(',').some((one) => ['*', etag].includes(one.trim().replace(/^W\//, '')));
