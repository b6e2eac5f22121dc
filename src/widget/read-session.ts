import { trouble } from '../flow/trouble.ts';
import { readSessionAnswer } from '../protocol/read.ts';
import { readSession } from '../protocol/routes.ts';
import type { Session } from '../protocol/session.ts';
import { type Caller, call } from './call.ts';
import { Refused } from './refused.ts';

/** What the session is for. Says by the way how long the token works. */
export const fetchSession = async (caller: Caller, signal: AbortSignal): Promise<Session> => {
  const { body } = await call(caller, { route: readSession }, signal);
  const session = readSessionAnswer(body);
  if (session === undefined) throw new Refused(trouble('answer_invalid'));
  caller.tokens.lasts(Date.parse(session.expiresAt) - Date.parse(session.now));
  return session;
};
