import type { MandateStatus, PaymentStatus, Status } from './words.ts';

const open: readonly Status[] = ['pending', 'unknown'];
const paymentOpen: readonly PaymentStatus[] = ['pending', 'authorised'];
const mandateOpen: readonly MandateStatus[] = ['requested', 'received'];

/** A final status never changes. `unknown` is not final: somebody is still finding out. */
export const isFinal = (status: Status): boolean => !open.includes(status);

export const isPaymentFinal = (status: PaymentStatus): boolean => !paymentOpen.includes(status);

export const isMandateFinal = (status: MandateStatus): boolean => !mandateOpen.includes(status);

/** Nothing more is to come: final as a whole and, if approved, payment and mandate final too. */
export const isSettled = (request: {
  readonly status: Status;
  readonly payment: { readonly status: PaymentStatus };
  readonly mandate?: { readonly status: MandateStatus } | null | undefined;
}): boolean =>
  isFinal(request.status) &&
  (request.status !== 'approved' ||
    (isPaymentFinal(request.payment.status) && (!request.mandate || isMandateFinal(request.mandate.status))));
