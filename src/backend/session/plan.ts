import type { Debtor } from '../../protocol/primitives.ts';
import type { AuthorizationDetail } from '../../protocol/session.ts';

/** What the details of one token come to. */
export interface Plan {
  /** Names the session within its client and merchant. */
  readonly name: readonly string[];
  /** The details without any debtor. */
  readonly tasks: readonly AuthorizationDetail[];
  readonly first: AuthorizationDetail;
  readonly debtor: Debtor | undefined;
}

export type Planned =
  | { readonly ok: true; readonly plan: Plan }
  /** `description` goes to the shop's server. */
  | { readonly ok: false; readonly description: string };

/** One task, and perhaps a debtor check beside it. */
export const planOf = (details: readonly AuthorizationDetail[]): Planned => {
  const main = details.filter(({ type }) => type !== 'debtor_check');
  const [first] = main.length === 0 ? details : main;
  if (first === undefined || main.length > 1 || details.length > main.length + 1) {
    return refuse('one task per session, and one debtor_check beside it');
  }
  if (details.some(({ surface }) => surface !== first.surface)) return refuse('all need the same surface');
  if (details.some(({ reference }) => reference !== first.reference)) {
    return refuse('all need the same reference');
  }
  const debtor = first.type === 'collection_request' ? first.debtor : undefined;
  return { ok: true, plan: { name: nameOf(first), tasks: details.map(withoutDebtor), first, debtor } };
};

const refuse = (description: string): Planned => ({
  ok: false,
  description: `authorization_details: ${description}`,
});

/** A check alone is no payment: the payment of the same reference has a session of its own. */
const nameOf = (first: AuthorizationDetail): readonly string[] =>
  first.type === 'debtor_check' ? ['debtor_check', first.reference] : [first.reference];

const withoutDebtor = (detail: AuthorizationDetail): AuthorizationDetail => {
  if (detail.type !== 'collection_request') return detail;
  const { debtor: _, ...task } = detail;
  return task;
};
