/** What the sandbox lets the pretend pages do: as another would, behind a login. */

export interface Case {
  readonly id: string;
  readonly kind: 'payments' | 'payout';
  readonly company: string | null;
  readonly organizationNumber: string;
  readonly status: CaseStatus;
  /** What may be done with it now. */
  readonly actions: readonly CaseAction[];
}

export type CaseStatus =
  | 'WAITING_FOR_DECLARATION'
  | 'WAITING_FOR_DETAILS'
  | 'WAITING_FOR_SIGNATURE'
  | 'AUTOMATIC_REVIEW'
  | 'UNDER_MANUAL_REVIEW'
  | 'ACTIVE'
  | 'DECLINED'
  | 'ERROR'
  | 'ARCHIVED'
  | 'TERMINATED';

export type CaseAction =
  | 'declare'
  | 'sign'
  | 'give_details'
  | 'approve'
  | 'decline'
  | 'ask_details'
  | 'review'
  | 'fail'
  | 'terminate';

export interface Connection {
  readonly account: string;
  readonly connection: string;
  readonly company: string | null;
  readonly status: 'pending' | 'enabled' | 'failed' | 'declined';
  readonly expiresAt: string | null;
}

export type ConnectionAction = 'enable' | 'decline' | 'fail' | 'require_signature' | 'expire';

export interface Mail {
  readonly id: string;
  readonly at: string;
  readonly to: string;
  readonly channel: 'email' | 'sms';
  readonly subject: string;
  readonly code: string | null;
  readonly link: string | null;
}

const ask = async <T>(path: string, body?: object): Promise<T> => {
  const how = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const answer = await fetch(`/sandbox/${path}`, how);
  if (!answer.ok) throw new Error(`The sandbox answered ${answer.status}`);
  return answer.json();
};

export const sandbox = {
  cases: () => ask<readonly Case[]>('signing'),
  move: (id: string, action: CaseAction) => ask<Case>(`signing/${encodeURIComponent(id)}`, { action }),
  connections: () => ask<readonly Connection[]>('gateways'),
  decide: ({ account, connection }: Connection, action: ConnectionAction) =>
    ask<Connection>(`gateways/${encodeURIComponent(account)}/${encodeURIComponent(connection)}`, { action }),
  /** Newest first. */
  mails: () => ask<readonly Mail[]>('inbox'),
};

/** Looks again and again, as long as somebody looks at the page. `pause` in milliseconds. */
export const keepLooking = async (look: () => Promise<void>, pause = 1500): Promise<never> => {
  for (;;) {
    if (document.visibilityState === 'visible') await look();
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
};
