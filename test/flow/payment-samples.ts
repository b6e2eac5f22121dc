import type { PaymentState } from '../../src/flow/payment-state.ts';
import type { CollectionRequest } from '../../src/protocol/collection-request.ts';
import type { CollectionTask, Session } from '../../src/protocol/session.ts';

const now = '2026-11-20T12:00:00.000Z';

export const debtor = { scheme: 'cpr', value: '0101010101' } as const;

export const task: CollectionTask = {
  type: 'collection_request',
  provider: 'betalingsservice',
  amount: { value: 249900, currency: 'DKK' },
  text: 'Phone + first month',
  reference: 'order-4711',
  mandate: { customerNumber: '100200300' },
  debtor: null,
  debtorSchemes: ['cpr', 'mobile'],
  request: null,
};

export const session = (change: Partial<CollectionTask> = {}): Session => ({
  id: 's_1',
  now,
  expiresAt: '2026-11-20T12:15:00.000Z',
  surface: 'web',
  merchant: { name: 'Nordlys Mobil', contact: { email: 'help@nordlys.example' } },
  test: true,
  tasks: [{ ...task, ...change }],
});

export const snapshot = (change: Partial<CollectionRequest> = {}): CollectionRequest => ({
  id: 'cr_aaaaaaaaaaaaaaaaaaaaaa',
  reference: task.reference,
  revision: 1,
  now,
  status: 'pending',
  stage: 'queued',
  payment: { status: 'pending', amount: task.amount, reason: null },
  mandate: { status: 'requested', reference: null, reason: null },
  reason: null,
  bindingCode: null,
  approveUrl: null,
  createdAt: now,
  expiresAt: '2026-11-20T12:10:00.000Z',
  cancelling: false,
  replaces: null,
  ...change,
});

/** The state, if it is the one that the test expects to be in. */
export const expectAt = <At extends PaymentState['at']>(
  state: PaymentState,
  at: At,
): Extract<PaymentState, { at: At }> => {
  const isThere = (one: PaymentState): one is Extract<PaymentState, { at: At }> => one.at === at;
  if (!isThere(state)) throw new Error(`expected to be at ${at}, is at ${state.at}`);
  return state;
};
