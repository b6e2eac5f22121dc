import type { DebtorCheck } from '../../protocol/debtor-check.ts';
import type { Debtor } from '../../protocol/primitives.ts';
import type { Caller } from '../caller.ts';
import { ask } from '../collection/ask.ts';
import { checkableSchemesOf, creditorOf, readDebtor } from '../collection/terms.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../edge/problem.ts';
import { createLimits } from './limits.ts';

/** Milliseconds for which the provider's answer is awaited: a person waits before the payment is even sent. */
const patience = 4000;

/**
 * Asks the provider whether a debtor can approve in the app. Whatever goes wrong there is `unknown`. Every attempt is
 * logged without the number, and nothing of it is stored. Throws `Refusal` `debtor_invalid` or `rate_limited`.
 */
export const createDebtorCheck = (deps: Deps) => {
  const { clock, log, providers } = deps;
  const limits = createLimits(deps);

  return async (caller: Caller, named: Debtor): Promise<DebtorCheck> => {
    const creditor = creditorOf(caller.merchant, providers);
    const debtor = readDebtor(checkableSchemesOf(creditor), named);
    const tell = (outcome: string): void =>
      log.info('debtor_check', {
        client: caller.client.id,
        merchant: caller.merchant.id,
        session: caller.session,
        actor: caller.actor,
        scheme: debtor.scheme,
        outcome,
      });
    try {
      await limits.take(caller, debtor);
    } catch (error) {
      if (error instanceof Refusal) tell(error.code);
      throw error;
    }
    const answer = await ask(
      clock,
      (signal) => creditor.provider.checkDebtor(debtor, signal),
      undefined,
      patience,
    );
    if (!answer.ok) {
      const { failure, status, message } = answer.failure;
      log.warn('provider.failed', { call: 'check', failure, status, message });
    }
    const outcome = answer.ok ? answer.value : 'unknown';
    tell(outcome);
    return { outcome };
  };
};
