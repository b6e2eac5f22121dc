import { isFinal } from '../../protocol/order.ts';
import type { Clock } from '../../providers/given.ts';
import { Refusal } from '../edge/problem.ts';
import type { Change } from './change.ts';
import type { RequestRow } from './record.ts';

/**
 * Writes down that the request is to be cancelled; the follower asks the provider. Asking twice is asking once.
 * Throws `Refusal` `request_not_pending` once it is final.
 */
export const createCancel =
  (clock: Clock, change: Change) =>
  async (id: string): Promise<RequestRow> => {
    const row = await change(id, ({ standing }, followUp) => {
      if (isFinal(standing.status) || followUp === null) throw new Refusal('request_not_pending');
      if (standing.cancelling) return null;
      return {
        standing: { ...standing, cancelling: true },
        followUp: {
          value: { ...followUp, cancelSent: false, wakes: followUp.wakes + 1 },
          due: clock.now(),
        },
      };
    });
    if (row === undefined) throw new Refusal('not_found');
    return row;
  };
