import { trouble } from '../../flow/trouble.ts';
import { checkDebtor } from '../../protocol/debtor-check-route.ts';
import type { Debtor } from '../../protocol/primitives.ts';
import { readDebtorCheck } from '../../protocol/read-debtor-check.ts';
import type { DebtorCheckOutcome } from '../../protocol/words.ts';
import { type Caller, call } from '../call.ts';
import { Refused } from '../refused.ts';

/** Asks whether this debtor can approve in the app. Throws `Refused`. The answer is good for this moment only. */
export const askDebtorCheck = async (
  caller: Caller,
  debtor: Debtor,
  signal: AbortSignal,
): Promise<DebtorCheckOutcome> => {
  const { body } = await call(caller, { route: checkDebtor, body: { debtor } }, signal);
  const answer = readDebtorCheck(body);
  if (answer === undefined) throw new Refused(trouble('answer_invalid'));
  return answer.outcome;
};
