import type { DeskAsked } from '../../flow/desk-state.ts';
import { checkCustomerNumber } from '../../identifiers/customer-number.ts';
import type { CreateAtDesk, DeskRequest, MandateText } from '../../protocol/collection-request.ts';
import type { Language } from '../../protocol/words.ts';
import { formatMoney } from '../format.ts';
import { parseAmount, writeAmount } from './amount.ts';
import { newReference } from './reference.ts';
import type { DeskKey } from './texts/texts.ts';
import type { DeskView } from './view.ts';

/** What an agent has typed, the payer aside. */
export interface Draft {
  readonly mandate: boolean;
  readonly customerNumber: string;
  readonly group: string;
  readonly amount: string;
  readonly text: string;
  readonly reference: string;
}

export type DraftField = 'customerNumber' | 'amount' | 'text' | 'reference';
export type Wrong = readonly [field: DraftField, key: DeskKey, values?: Readonly<Record<string, string>>];

export const emptyDraft = ({ task }: DeskAsked, kept?: Draft): Draft => ({
  mandate: kept?.mandate ?? false,
  customerNumber: '',
  group: kept?.group ?? task.debtorGroups[0] ?? '',
  amount: '',
  text: '',
  reference: newReference(),
});

/** A request once more, for a payer whose number is no longer kept. */
export const draftOf = (row: DeskRequest, { locale }: DeskView): Draft => ({
  mandate: row.mandate !== undefined,
  customerNumber: row.mandate === undefined ? '' : (row.customerNumber ?? ''),
  group: row.debtorGroup ?? '',
  amount: writeAmount(row.payment.amount.value, locale, row.payment.amount.currency),
  text: row.text,
  reference: row.reference,
});

/** The first thing with which a draft cannot be sent; the backend says the same, but later. */
export const wrongWith = (draft: Draft, { task }: DeskAsked, { locale }: DeskView): Wrong | null => {
  const { currency, maxAmount: value } = task;
  const amount = parseAmount(draft.amount, locale, currency);
  if (draft.mandate && !checkCustomerNumber(draft.customerNumber).ok) {
    return ['customerNumber', 'customerNumberOfWrong'];
  }
  if (amount === undefined) {
    return ['amount', 'amountWrong', { example: writeAmount(123_450, locale, currency) }];
  }
  if (amount > value) return ['amount', 'amountMost', { most: formatMoney({ value, currency }, locale) }];
  if (!/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]{1,140}$/u.test(draft.text.trim())) return ['text', 'textWrong'];
  if (!/^[\w.:/-]{1,64}$/.test(draft.reference)) return ['reference', 'referenceWrong'];
  return null;
};

/** What is read to the caller, word for word. */
export const mandateWords = (customerNumber: string, { merchant }: DeskAsked, { t }: DeskView): string =>
  t('mandateText', { creditor: merchant.name, customerNumber });

/** What is read to the caller goes along as evidence. */
export const mandateTextOf = (
  customerNumber: string,
  asked: DeskAsked,
  view: DeskView,
  locale: Language,
): MandateText => ({
  id: 'betalingsservice-call',
  version: view.t('mandateVersion'),
  locale,
  text: mandateWords(customerNumber, asked, view),
});

/** A draft that nothing is wrong with, as it is sent. */
export const bodyOf = (draft: Draft, asked: DeskAsked, view: DeskView, language: Language): CreateAtDesk => {
  const { currency } = asked.task;
  const verdict = checkCustomerNumber(draft.customerNumber);
  const customerNumber = verdict.ok ? verdict.value : '';
  return {
    amount: { value: parseAmount(draft.amount, view.locale, currency) ?? 0, currency },
    text: draft.text.trim(),
    reference: draft.reference,
    ...(draft.mandate && {
      mandate: { debtorGroup: draft.group, customerNumber },
      mandateText: mandateTextOf(customerNumber, asked, view, language),
    }),
    expiresIn: 600,
  };
};

/** The same request again; its payer is known to the backend. */
export const bodyAgain = (
  row: DeskRequest,
  asked: DeskAsked,
  view: DeskView,
  language: Language,
): CreateAtDesk => {
  const { customerNumber, debtorGroup } = row;
  return {
    amount: row.payment.amount,
    text: row.text,
    reference: row.reference,
    ...(customerNumber !== null &&
      debtorGroup !== null && {
        mandate: { debtorGroup, customerNumber },
        mandateText: mandateTextOf(customerNumber, asked, view, language),
      }),
    expiresIn: 600,
  };
};
