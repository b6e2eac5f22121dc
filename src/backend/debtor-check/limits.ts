import type { Debtor } from '../../protocol/primitives.ts';
import type { Caller } from '../caller.ts';
import type { Deps } from '../deps.ts';
import { createRateLimit } from '../edge/rate-limit.ts';

/**
 * Keeps the check from becoming a list of who uses the app. Counted in memory; of a number only a keyed hash is there,
 * and only until it is crowded out.
 */
export const createLimits = ({ clock, config, vault }: Pick<Deps, 'clock' | 'config' | 'vault'>) => {
  const { debtorChecksPerSession, debtorChecksPerClient, debtorChecksPerNumber } = config.rateLimits;
  const perSession = createRateLimit(clock, debtorChecksPerSession);
  const perClient = createRateLimit(clock, debtorChecksPerClient);
  const perNumber = createRateLimit(clock, debtorChecksPerNumber);

  return {
    /** Throws `Refusal` `rate_limited`. Who is refused by one limit uses up none of the others. */
    async take({ client, session, actor }: Caller, { scheme, value }: Debtor): Promise<void> {
      const number = await vault.fingerprint(JSON.stringify(['debtor check', scheme, value]));
      // The agents of a desk share its session.
      const takes = [
        [perSession, JSON.stringify([session, actor])],
        [perClient, client.id],
        [perNumber, number],
      ] as const;
      for (const [limit, key] of takes) limit.check(key);
      for (const [limit, key] of takes) limit.take(key);
    },
  };
};
