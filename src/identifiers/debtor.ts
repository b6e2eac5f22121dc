import type { DebtorScheme } from '../protocol/words.ts';
import { checkCpr } from './cpr.ts';
import { checkCustomerNumber } from './customer-number.ts';
import { checkMobile } from './mobile.ts';
import type { Verdict } from './verdict.ts';

const checks: Readonly<Record<DebtorScheme, (typed: string) => Verdict>> = {
  cpr: checkCpr,
  mobile: (typed) => checkMobile(typed, 'DK'),
  customer_number: checkCustomerNumber,
};

/** Can this number name a debtor at all? `value` is what goes on the wire. */
export const checkDebtor = (debtor: { readonly scheme: DebtorScheme; readonly value: string }): Verdict =>
  checks[debtor.scheme](debtor.value);
