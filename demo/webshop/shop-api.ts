import { type Choice, type ChoiceIds, toIds } from './catalogue.ts';
import type { Trial } from './trial.ts';

/** How an order stands for this shop: what its pages may say, and what its warehouse may act on. */
export interface Standing {
  readonly payment: 'not_started' | 'waiting' | 'finding_out' | 'paid' | 'not_paid' | 'returned';
  readonly agreement: 'not_asked' | 'on_its_way' | 'active' | 'failed';
}

/** Something that changed, by a webhook that the shop got and verified. */
export interface ToldChange extends Standing {
  readonly at: string;
  /** What changed, in Handslag's own words. */
  readonly words: string;
}

/** An order as its page may see it. */
export interface ShownOrder extends Standing {
  readonly id: string;
  readonly kind: 'purchase' | 'bill';
  readonly text: string;
  /** In øre. */
  readonly amount: number;
  readonly monthly: number | null;
  /** What was bought; null for a bill. */
  readonly choice: ChoiceIds | null;
  readonly createdAt: string;
  /** The oldest first. */
  readonly told: readonly ToldChange[];
  /** Names what was seen, to be told when there is something newer. */
  readonly seen: string;
}

/** What this shop's pages ask of this shop's server: see server.ts. */
const ask = async <Answer>(path: string, body?: unknown): Promise<Answer> => {
  const post = { method: 'POST', body: JSON.stringify(body) };
  const answer = await fetch(`api/${path}`, body === undefined ? {} : post);
  if (!answer.ok) throw new ShopRefusal(answer.status);
  return answer.json();
};

export class ShopRefusal extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`The shop answered ${status}`);
    this.status = status;
  }
}

export const placeOrder = (choice: Choice, trial: Trial): Promise<{ id: string }> =>
  ask('orders', { ...toIds(choice), trial });

export const getToken = async (order: string, mobile: string | null): Promise<string> =>
  (await ask<{ token: string }>(`orders/${order}/token`, { mobile })).token;

export const readOrder = (id: string): Promise<ShownOrder> => ask(`orders/${id}`);

export const readOrders = async (): Promise<readonly ShownOrder[]> =>
  (await ask<{ orders: readonly ShownOrder[] }>('orders')).orders;

/** Answers when the order stands differently from what was seen, or after 25 seconds. */
export const awaitOrder = ({ id, seen }: ShownOrder): Promise<ShownOrder> =>
  ask(`orders/${id}?${new URLSearchParams({ seen })}`);

export const sendBill = (order: string, bill: string, text: string, trial: Trial): Promise<unknown> =>
  ask(`orders/${order}/bills`, { bill, text, trial });

/** Nothing more will come of it by itself. */
export const isSettled = ({ payment, agreement }: ShownOrder): boolean =>
  (payment === 'paid' || payment === 'not_paid' || payment === 'returned') && agreement !== 'on_its_way';

/** The shop has been told of it, and has not just looked. */
export const isTold = ({ payment, agreement, told }: ShownOrder): boolean =>
  told.some((change) => change.payment === payment && change.agreement === agreement);
