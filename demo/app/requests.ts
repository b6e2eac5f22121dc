/** A request as the sandbox tells the phone. */
export interface Item {
  readonly id: string;
  readonly bindingCode: string;
  readonly amount: { readonly value: number; readonly currency: string };
  readonly text: string;
  readonly creditor: string;
  /** The approval also makes an agreement for later bills. */
  readonly mandate: boolean;
  readonly status: string;
  /** ISO instant. */
  readonly expiresAt: string;
  /** `PHONE`: a caller asks, so the payer can say that there is no such call. */
  readonly channel: string;
}

export type Action = 'open' | 'approve' | 'decline' | 'not_in_call';

/** What has ended, one way or another. */
const ended = ['APPROVED', 'REJECTED_BY_DEBTOR', 'NOT_IN_CALL', 'EXPIRED', 'CANCELLED'] as const;
export type Ended = (typeof ended)[number];

/** How it ended; undefined: it still waits. */
export const endOf = ({ status }: Item): Ended | undefined => ended.find((one) => one === status);

const url = '/sandbox/app/requests';

/** Calls back with all requests, newest first, now and at each change: one connection, held until there is one. */
export const watchRequests = async (
  changed: (items: readonly Item[]) => void,
  connected: (is: boolean) => void,
): Promise<never> => {
  let etag: string | null = null;
  for (;;) {
    try {
      const headers: HeadersInit = etag === null ? {} : { prefer: 'wait=25', 'if-none-match': etag };
      const answer: Response = await fetch(url, { headers });
      if (answer.status !== 304 && !answer.ok) throw new Error(`The sandbox answered ${answer.status}`);
      connected(true);
      // Compression on the way makes the tag a weak one; the sandbox knows it as it was.
      etag = answer.headers.get('etag')?.replace(/^W\//, '') ?? null;
      if (answer.ok) changed(await answer.json());
    } catch {
      connected(false);
      etag = null;
      await new Promise((resolve) => setTimeout(resolve, 2_000));
    }
  }
};

/** `late`: the request no longer waits. */
export const act = async (id: string, action: Action): Promise<'done' | 'late'> => {
  const answer = await fetch(`${url}/${encodeURIComponent(id)}`, {
    method: 'POST',
    body: JSON.stringify({ action }),
  });
  return answer.ok ? 'done' : 'late';
};
