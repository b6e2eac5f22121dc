import { isFinal } from '../../protocol/order.ts';
import type { Deps } from '../deps.ts';
import type { Change } from './change.ts';
import type { RequestRow } from './record.ts';

/** Who wants it cancelled, for the log: an agent's pseudonym, or nobody any more. */
type Why = { readonly actor: string | null } | { readonly abandoned: true };

/**
 * Writes down that the request is to be cancelled; the follower asks the provider. Asking twice is asking once. Null:
 * it is no longer waiting.
 */
export type Cancel = (id: string, why: Why) => Promise<RequestRow | null>;

export const createCancel =
  ({ clock, log }: Pick<Deps, 'clock' | 'log'>, change: Change): Cancel =>
  async (id, why) => {
    let isFirst = false;
    const row = await change(id, ({ standing }, followUp) => {
      const mayAsk = followUp !== null && !isFinal(standing.status) && !standing.cancelling;
      isFirst = mayAsk;
      if (!mayAsk) return null;
      return {
        standing: { ...standing, cancelling: true },
        followUp: {
          value: { ...followUp, cancelSent: false, wakes: followUp.wakes + 1 },
          due: clock.now(),
        },
      };
    });
    if (isFirst) log.info('collection_request.cancelling', { request: id, ...why });
    return row?.standing.cancelling ? row : null;
  };
