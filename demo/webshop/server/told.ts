import type { ToldChange } from '../shop-api.ts';
import type { CollectionRequest } from './handslag.ts';
import type { Told } from './orders.ts';
import { standingOf } from './standing.ts';

/** How each request of an order stands by what webhooks told, in the order in which they were first heard of. */
export const requestsIn = (told: readonly Told[]): readonly CollectionRequest[] => [
  ...new Map(told.map((one) => [one.id, one])).values(),
];

/** What each webhook changed. Not all of them change something that this shop reads. */
export const changesIn = (told: readonly Told[]): readonly ToldChange[] =>
  told.flatMap((one, index) => {
    const before = told.slice(0, index).findLast(({ id }) => id === one.id);
    const known = before === undefined ? [] : wordsOf(before);
    const words = wordsOf(one).filter((word) => !known.includes(word));
    return words.length === 0 ? [] : [{ at: one.at, ...standingOf([one]), words: words.join(', ') }];
  });

const wordsOf = ({ status, payment, mandate }: CollectionRequest): readonly string[] => [
  `status ${status}`,
  `payment ${payment.status}`,
  ...(mandate === undefined ? [] : [`mandate ${mandate.status}`]),
];
