import type { Debtor } from '../../protocol/primitives.ts';
import type { AuthorizationDetail } from '../../protocol/session.ts';

/** What the details of one token come to. */
export interface Plan {
  /** Names the session within its client and merchant. */
  readonly name: readonly string[];
  /** The details without any debtor. */
  readonly tasks: readonly AuthorizationDetail[];
  /** What the session is there for. */
  readonly main: AuthorizationDetail;
  readonly debtor: Debtor | undefined;
}

export type Planned =
  | { readonly ok: true; readonly plan: Plan }
  /** `description` goes to the shop's server. */
  | { readonly ok: false; readonly description: string };

/** One task, and perhaps a debtor check beside it. */
export const planOf = (details: readonly AuthorizationDetail[]): Planned => {
  const main = mainOf(details);
  const checks = details.filter(({ type }) => type === 'debtor_check').length;
  if (main === undefined || checks > 1 || details.length > checks + 1) {
    return refuse('one task per session, and one debtor_check beside it');
  }
  if (details.some(({ provider }) => provider !== main.provider)) return refuse('all need the same provider');
  if (details.some(({ surface }) => surface !== main.surface)) return refuse('all need the same surface');
  if (details.some((detail) => referenceOf(detail, main) !== referenceOf(main, main))) {
    return refuse('all need the same reference');
  }
  const debtor = main.type === 'collection_request' ? main.debtor : undefined;
  return {
    ok: true,
    plan: { name: nameOf(main), tasks: details.map(withoutDebtor), main: withoutDebtor(main), debtor },
  };
};

const refuse = (description: string): Planned => ({
  ok: false,
  description: `authorization_details: ${description}`,
});

/** What a session is there for: not the check beside it. */
export const mainOf = (details: readonly AuthorizationDetail[]): AuthorizationDetail | undefined =>
  details.find(({ type }) => type !== 'debtor_check') ?? details[0];

/** A desk or a list has none: what is on it has. */
const referenceOf = (detail: AuthorizationDetail, main: AuthorizationDetail): string | null =>
  'reference' in detail && 'reference' in main ? detail.reference : null;

/** A check alone is no payment: the payment of the same reference has a session of its own. */
const nameOf = (first: AuthorizationDetail): readonly string[] => {
  switch (first.type) {
    case 'collection_desk':
      return [first.type, first.desk];
    case 'collection_request':
      return [first.reference];
    // What an agent opens, and a list, are not the merchant's own.
    case 'merchant_onboarding':
      return [first.type, first.view, first.surface, first.reference];
    case 'provider_consent_list':
      return [first.type];
    default:
      return [first.type, first.reference];
  }
};

const withoutDebtor = (detail: AuthorizationDetail): AuthorizationDetail => {
  if (detail.type !== 'collection_request') return detail;
  const { debtor: _, ...task } = detail;
  return task;
};
