/** What waits on the payer's phone, as the sandbox tells it. */
export interface Waiting {
  readonly id: string;
  readonly bindingCode: string;
  readonly amount: { readonly value: number; readonly currency: string };
  readonly text: string;
  readonly creditor: string;
  readonly mandate: boolean;
  readonly status: string;
}

export type Action = 'open' | 'approve' | 'decline' | 'not_in_call';

export interface Phone {
  /** Newest first. */
  list(): Promise<readonly Waiting[]>;
  /** The newest that waits for its payer; waits for it if there is none. */
  next(): Promise<Waiting>;
  act(id: string, action: Action): Promise<void>;
}

const isWaiting = ({ status }: Waiting): boolean => status === 'DELIVERED' || status === 'OPENED';

/** The payer's phone, through the sandbox's own API at `url`. */
export const phoneAt = (url: string): Phone => ({
  async list() {
    return (await fetch(`${url}/sandbox/app/requests`)).json();
  },
  async next() {
    for (let known = ''; ; ) {
      // Held until something has changed since.
      const answer = await fetch(`${url}/sandbox/app/requests`, {
        headers: { prefer: 'wait=25', 'if-none-match': known },
      });
      known = answer.headers.get('etag') ?? '';
      const items: readonly Waiting[] = answer.status === 304 ? [] : await answer.json();
      const newest = items.find(isWaiting);
      if (newest !== undefined) return newest;
    }
  },
  async act(id, action) {
    const answer = await fetch(`${url}/sandbox/app/requests/${encodeURIComponent(id)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ action }),
    });
    if (!answer.ok) throw new Error(`the phone could not ${action}: ${answer.status} ${await answer.text()}`);
  },
});
