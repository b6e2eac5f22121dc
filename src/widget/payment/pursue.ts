import type { PaymentWork } from '../../flow/payment-state.ts';
import type { CollectionRequest } from '../../protocol/collection-request.ts';
import type { Caller } from '../call.ts';
import { cancel, create } from '../collection-requests.ts';
import { follow } from '../follow.ts';
import { type Patience, persist } from '../persist.ts';

/** Work on the request itself: create it, follow it, have it cancelled. */
export const pursue = async (
  caller: Caller,
  work: Exclude<PaymentWork, { readonly type: 'read-session' | 'check' }>,
  onSnapshot: (snapshot: CollectionRequest) => void,
  patience: Patience,
): Promise<void> => {
  const { signal } = patience;
  switch (work.type) {
    case 'create':
      return onSnapshot(
        await persist(() => create(caller, work.idempotencyKey, work.body, signal), patience),
      );
    case 'cancel':
      return onSnapshot(await persist(() => cancel(caller, work.request, signal), patience));
    case 'follow':
      return follow(caller, work.request, work.revision, onSnapshot, patience);
  }
};
