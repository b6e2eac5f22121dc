import * as z from 'zod';

/** Text that the app shows: no line breaks, nothing invisible. */
const line = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u);

export const DebtorIdentity = z
  .strictObject({
    /** DDMMYYSSSS, no hyphen. */
    cprNumber: z
      .string()
      .regex(/^(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])\d{6}$/)
      .optional(),
    /** E.164. */
    mobileNumber: z
      .string()
      .regex(/^\+[1-9]\d{7,14}$/)
      .optional(),
  })
  .refine((debtor) => Object.keys(debtor).length === 1, 'exactly one of them');

/** https, or this machine. */
const isCallbackUrl = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return protocol === 'https:' || (protocol === 'http:' && isHere);
};

/** Body of `POST /collection-requests`. Whatever does not stand here is refused. */
export const Order = z
  .strictObject({
    uuid: z.uuid(),
    debtorIdentity: DebtorIdentity.optional(),
    creditorData: z.strictObject({
      pbsNumber: z.int().min(1).max(99_999_999),
      debtorGroupNumber: z.int().min(1).max(99_999),
    }),
    creditorsDebtorReference: z
      .string()
      .regex(/^[A-Z0-9]{1,15}$/)
      .optional(),
    oneOffPayment: z.strictObject({
      amount: z.strictObject({ value: z.int().min(1), currency: z.string().regex(/^[A-Z]{3}$/) }),
      text: line(140),
      paymentReference: line(64),
    }),
    mandateCreation: z.literal(true).optional(),
    channel: z.enum(['WEB', 'PHONE', 'STORE']),
    bindingMessage: z
      .string()
      .regex(/^[A-Z0-9]{1,16}$/)
      .optional(),
    callbackUrl: z.string().refine(isCallbackUrl).optional(),
    confirmationExpiryTimeInterval: z.int().min(60).max(86_400).default(600),
  })
  .refine((order) => order.debtorIdentity !== undefined || order.creditorsDebtorReference !== undefined, {
    path: ['debtorIdentity'],
  })
  .refine((order) => order.mandateCreation === undefined || order.creditorsDebtorReference !== undefined, {
    path: ['creditorsDebtorReference'],
  });
export type Order = z.infer<typeof Order>;

/** Body of `POST /debtor-checks`. */
export const DebtorCheck = z.strictObject({ debtorIdentity: DebtorIdentity });

/** Which fields are wrong, and how; never what stood in them. */
export const describe = (error: z.ZodError): string =>
  error.issues
    .map((issue) => {
      const where = z.core.toDotPath(issue.path) || 'body';
      return issue.code === 'unrecognized_keys' ? `${where}: unknown field` : `${where}: ${issue.code}`;
    })
    .join('; ');

/** The code of the business rule that an order breaks, or null. */
export const brokenRule = ({ oneOffPayment }: Order): string | null => {
  if (oneOffPayment.amount.currency !== 'DKK') return 'CURRENCY_NOT_ALLOWED';
  // a million kroner
  return oneOffPayment.amount.value > 100_000_000 ? 'AMOUNT_NOT_ALLOWED' : null;
};
