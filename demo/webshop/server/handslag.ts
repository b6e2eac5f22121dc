import * as z from 'zod';

/**
 * Everything this shop's server says to Handslag: three kinds of call, with `fetch` and nothing else. The client
 * secret stays here; the browser only ever gets a token for one payment.
 */
export interface Handslag {
  /** Opens the payment for one browser, or reopens the one that this reference already has, and returns its token. */
  openPayment(payment: Payment): Promise<string>;
  /** Every request sent for this order, as it stands now. */
  requestsFor(reference: string): Promise<readonly CollectionRequest[]>;
  /** Asks a customer who has a mandate to pay a bill, with no browser open. */
  sendBill(bill: Bill): Promise<void>;
}

export interface Payment {
  readonly reference: string;
  /** In øre. */
  readonly amount: number;
  readonly text: string;
  /** Seconds that the payer has. */
  readonly expiresIn: number;
  /** Given: the approval also sets up a mandate under this customer number. */
  readonly mandateFor: string | null;
  /** The customer's mobile number in E.164, if the shop knows it; else the element asks. */
  readonly mobile: string | null;
}

export interface Bill {
  readonly reference: string;
  readonly amount: number;
  readonly text: string;
  readonly expiresIn: number;
  readonly customerNumber: string;
}

/** The parts of an answer, or of a webhook, that this shop reads. */
export const CollectionRequest = z.object({
  id: z.string(),
  revision: z.number(),
  status: z.enum(['pending', 'unknown', 'approved', 'declined', 'expired', 'cancelled', 'rejected']),
  payment: z.object({
    status: z.enum(['pending', 'authorised', 'settled', 'failed', 'refunded', 'charged_back']),
  }),
  mandate: z
    .object({ status: z.enum(['requested', 'received', 'active', 'failed', 'cancelled']) })
    .optional(),
});
export type CollectionRequest = z.infer<typeof CollectionRequest>;

const Requests = z.object({ items: z.array(CollectionRequest) });
const Token = z.object({ access_token: z.string(), expires_in: z.number() });

/** Our debtor group at Betalingsservice. */
const debtorGroup = '00001';

export const createHandslag = (at: {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
}): Handslag => {
  const credentials = btoa(`${encodeURIComponent(at.clientId)}:${encodeURIComponent(at.clientSecret)}`);

  const askToken = async (more: Record<string, string>) => {
    const answer = await fetch(`${at.url}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${credentials}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', ...more }),
    });
    return Token.parse(await read(answer));
  };

  let serverToken: { readonly text: Promise<string>; readonly staleAt: number } | undefined;
  const getServerToken = (): Promise<string> => {
    if (serverToken === undefined || serverToken.staleAt < Date.now()) {
      // It lasts an hour. Renewed well before that, and not kept at all if it could not be had.
      const text = askToken({}).then((token) => token.access_token);
      text.catch(() => (serverToken = undefined));
      serverToken = { text, staleAt: Date.now() + 50 * 60_000 };
    }
    return serverToken.text;
  };

  const call = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${await getServerToken()}`);
    return fetch(`${at.url}${path}`, { ...init, headers });
  };

  return {
    async openPayment({ reference, amount, text, expiresIn, mandateFor, mobile }) {
      const details = {
        type: 'collection_request',
        provider: 'betalingsservice',
        surface: 'web',
        amount: { value: amount, currency: 'DKK' },
        text,
        reference,
        expiresIn,
        ...(mandateFor === null ? {} : { mandate: { debtorGroup, customerNumber: mandateFor } }),
        ...(mobile === null ? {} : { debtor: { scheme: 'mobile', value: mobile } }),
      };
      const token = await askToken({ authorization_details: JSON.stringify([details]) });
      return token.access_token;
    },

    async requestsFor(reference) {
      const answer = await call(`/v1/collection-requests?${new URLSearchParams({ reference })}`);
      return Requests.parse(await read(answer)).items;
    },

    async sendBill({ reference, amount, text, expiresIn, customerNumber }) {
      const answer = await call('/v1/collection-requests', {
        method: 'POST',
        // One bill, one key: sent twice, it is still one bill.
        headers: { 'content-type': 'application/json', 'idempotency-key': reference },
        body: JSON.stringify({
          provider: 'betalingsservice',
          amount: { value: amount, currency: 'DKK' },
          text,
          reference,
          expiresIn,
          debtor: { scheme: 'customer_number', value: customerNumber },
        }),
      });
      await read(answer);
    },
  };
};

/** The body of a good answer; of any other, an error with the problem's code (RFC 9457; RFC 6749 at the token). */
const read = async (answer: Response): Promise<unknown> => {
  const body: unknown = await answer.json();
  if (answer.ok) return body;
  const { code, error, error_description } = Problem.parse(body);
  throw new Error(
    `Handslag answered ${answer.status}: ${error_description ?? code ?? error ?? 'no reason given'}`,
  );
};

const Problem = z.object({
  code: z.string().optional(),
  error: z.string().optional(),
  error_description: z.string().optional(),
});
