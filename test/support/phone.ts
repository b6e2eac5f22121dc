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
  list(): Promise<readonly Waiting[]>;
  act(id: string, action: Action): Promise<void>;
}

/** The payer's phone, through the sandbox's own API at `url`. */
export const phoneAt = (url: string): Phone => ({
  async list() {
    return (await fetch(`${url}/sandbox/app/requests`)).json();
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
