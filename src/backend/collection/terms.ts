import { checkDebtor } from '../../identifiers/debtor.ts';
import type { Debtor, MandateOrder, Money } from '../../protocol/primitives.ts';
import type { CollectionDeskDetail } from '../../protocol/session.ts';
import type { DebtorScheme, FieldCode, ProblemCode } from '../../protocol/words.ts';
import type { CollectionProvider } from '../../providers/collection.ts';
import type { MerchantConfig } from '../config.ts';
import type { Providers } from '../deps.ts';
import { Refusal } from '../edge/problem.ts';

/** A merchant that may collect through a provider, and as whom. */
export interface Creditor {
  readonly provider: CollectionProvider;
  readonly terms: NonNullable<MerchantConfig['betalingsservice']>;
}

const refuse = (code: ProblemCode, pointer: string, field: FieldCode): Refusal =>
  new Refusal(code, { errors: [{ pointer, code: field }] });

const findCreditor = (merchant: MerchantConfig, providers: Providers): Creditor | undefined => {
  const { betalingsservice: provider } = providers;
  const { betalingsservice: terms } = merchant;
  return provider && terms && { provider, terms };
};

/** The creditor of a session that is open. Throws `Refusal` `unavailable` where the configuration has lost it since. */
export const creditorOf = (merchant: MerchantConfig, providers: Providers): Creditor => {
  const creditor = findCreditor(merchant, providers);
  if (creditor === undefined) throw new Refusal('unavailable');
  return creditor;
};

/** The creditor that a body names. Throws `Refusal` `body_invalid` where the merchant collects in no such way. */
export const creditorNamed = (merchant: MerchantConfig, providers: Providers): Creditor => {
  const creditor = findCreditor(merchant, providers);
  if (creditor === undefined) throw refuse('body_invalid', '/provider', 'not_allowed');
  return creditor;
};

/** How a debtor may be named, in the order to offer. Who has no mandate yet is no customer with a number. */
export const schemesOf = ({ provider, terms }: Creditor, withMandate: boolean): DebtorScheme[] =>
  terms.debtorSchemes.filter(
    (scheme) => provider.debtorSchemes.includes(scheme) && !(withMandate && scheme === 'customer_number'),
  );

/** How a debtor may be named who is to be checked: as somebody who may become a customer. */
export const checkableSchemesOf = (creditor: Creditor): DebtorScheme[] => schemesOf(creditor, true);

/** Throws `Refusal` `body_invalid` for what this creditor cannot collect. */
export const checkTerms = (
  { provider, terms }: Creditor,
  order: { readonly amount: Money; readonly mandate?: MandateOrder | undefined },
): void => {
  if (!provider.currencies.includes(order.amount.currency)) {
    throw refuse('body_invalid', '/amount/currency', 'not_allowed');
  }
  if (order.mandate !== undefined && !terms.debtorGroups.includes(order.mandate.debtorGroup)) {
    throw refuse('body_invalid', '/mandate/debtorGroup', 'not_allowed');
  }
};

/** Throws `Refusal` `body_invalid` for a desk that could ask for what this creditor cannot collect. */
export const checkDeskTerms = ({ provider, terms }: Creditor, desk: CollectionDeskDetail): void => {
  if (!provider.currencies.includes(desk.currency)) throw refuse('body_invalid', '/currency', 'not_allowed');
  if (desk.debtorGroups.some((group) => !terms.debtorGroups.includes(group))) {
    throw refuse('body_invalid', '/debtorGroups', 'not_allowed');
  }
};

/** The debtor in its normal form, if it may be named so. Throws `Refusal` `debtor_invalid`. */
export const readDebtor = (schemes: readonly DebtorScheme[], debtor: Debtor): Debtor => {
  if (!schemes.includes(debtor.scheme)) {
    throw refuse('debtor_invalid', '/debtor/scheme', 'not_allowed');
  }
  const verdict = checkDebtor(debtor);
  if (!verdict.ok) throw refuse('debtor_invalid', '/debtor/value', 'format');
  return { scheme: debtor.scheme, value: verdict.value };
};
