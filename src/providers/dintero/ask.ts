import { ProviderError } from '../error.ts';
import type { Log } from '../given.ts';
import { bearer } from './grants.ts';
import type { Answer, Call, Line } from './line.ts';
import type { Tokens } from './tokens.ts';

/** Asks with a token. Throws what a `Line` throws, and `unanswered` where our token is not taken. */
export type Ask = (call: Call, signal: AbortSignal) => Promise<Answer>;

/** With one new token where the first is not taken (401). A 403 is about what may be done with it: never a new one. */
export const createAsk =
  (line: Line, tokens: Tokens, log: Log): Ask =>
  async (call, signal) => {
    const once = async (): Promise<Answer> => {
      const token = await tokens.read(signal);
      const answer = await line(call, bearer(token), signal);
      if (answer.status === 401) tokens.drop(token);
      return answer;
    };
    const first = await once();
    const answer = first.status === 401 ? await once() : first;
    if (answer.status === 403) log.warn('dintero.forbidden', { call: call.name });
    if (answer.status !== 401) return answer;
    log.error('dintero.token_refused', { call: call.name });
    throw new ProviderError('unanswered', `${call.name}: our token is not taken`, { status: 401 });
  };
