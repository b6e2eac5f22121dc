import { trouble } from '../flow/trouble.ts';
import { hasDebtorCheck, readSessionAnswer } from '../protocol/read.ts';
import { readSession } from '../protocol/routes.ts';
import type { Session, Task } from '../protocol/session.ts';
import { type Caller, call } from './call.ts';
import { Refused } from './refused.ts';

/** What the session is for, as `read` understands its tasks. Says by the way how long the token works. */
export const fetchSessionAs = async <T extends Task>(
  caller: Caller,
  read: (body: unknown) => Session<T> | undefined,
  signal: AbortSignal,
): Promise<Session<T>> => {
  const { body } = await call(caller, { route: readSession }, signal);
  const session = read(body);
  if (session === undefined) throw new Refused(trouble('answer_invalid'));
  caller.tokens.lasts(Date.parse(session.expiresAt) - Date.parse(session.now));
  return session;
};

/** What the session is for, for a payment; and whether its debtor may be checked first. */
export const fetchSession = async (
  caller: Caller,
  signal: AbortSignal,
): Promise<{ readonly session: Session; readonly checks: boolean }> => {
  let checks = false;
  const read = (body: unknown) => {
    checks = hasDebtorCheck(body);
    return readSessionAnswer(body);
  };
  const session = await fetchSessionAs(caller, read, signal);
  return { session, checks };
};
