import { checkClearing } from '../../identifiers/clearing.ts';
import { checkSwedishAccount } from '../../identifiers/swedish-account.ts';
import type { EftConsentDetail, EftMandateText, ShownMandateText } from '../../protocol/eft-consent.ts';
import type { FieldCode } from '../../protocol/words.ts';
import type { EftAccount } from '../../providers/eft-consent.ts';
import { sha256 } from '../collection/evidence.ts';
import type { MerchantConfig } from '../config.ts';
import { Refusal } from '../edge/problem.ts';

/** Under which terms a merchant lets its members give EFT consents. */
export type Terms = NonNullable<MerchantConfig['brp']>;

/** Throws `Refusal` `body_invalid` for one field. */
export const refuse = (pointer: string, code: FieldCode): never => {
  throw new Refusal('body_invalid', { errors: [{ pointer, code }] });
};

/** The terms of a session that is open. Throws `Refusal` `unavailable` where the configuration has lost them since. */
export const termsOf = ({ brp }: MerchantConfig): Terms => {
  if (brp === undefined) throw new Refusal('unavailable');
  return brp;
};

/** Throws `Refusal` `body_invalid` where the merchant has no such consents, or none to one of these companies. */
export const checkDetail = ({ brp }: MerchantConfig, detail: EftConsentDetail): void => {
  const companies = brp?.companies ?? refuse('/provider', 'not_allowed');
  const at = detail.companies.findIndex(({ id }) => !companies.includes(id));
  if (at !== -1) refuse(`/companies/${at}/id`, 'not_allowed');
};

/** The text as the screen is to show it, each language with its hash. */
export const mandateTextOf = async ({ mandateText }: Terms): Promise<EftMandateText> => ({
  ...mandateText,
  texts: await Promise.all(
    mandateText.texts.map(async (one) => ({ ...one, sha256: await sha256(one.text) })),
  ),
});

/** One text, as it was on a screen. */
export type ShownTerms = Omit<EftMandateText, 'texts'> & EftMandateText['texts'][number];

/** The very text that was on the screen. Throws `Refusal` `body_invalid` for one that is not the merchant's now. */
export const shownTerms = async (terms: Terms, shown: ShownMandateText): Promise<ShownTerms> => {
  const { id, version, texts } = await mandateTextOf(terms);
  const text = texts.find((one) => one.sha256 === shown.sha256);
  if (text === undefined || id !== shown.id || version !== shown.version) {
    return refuse('/mandateText', 'not_allowed');
  }
  return { id, version, ...text };
};

/**
 * The account in its normal form: the bank's own length, zeros in front. A check digit that does not fit, and a clearing
 * number that nobody knows, are for the screen to warn of. Throws `Refusal` `body_invalid`.
 */
export const readAccount = (typed: EftAccount): EftAccount => {
  const clearing = checkClearing(typed.clearing);
  if (!clearing.ok) return refuse('/clearing', 'format');
  const account = checkSwedishAccount(clearing.value, typed.account);
  if (!account.ok) return refuse('/account', 'format');
  return { clearing: clearing.value, account: account.value };
};
