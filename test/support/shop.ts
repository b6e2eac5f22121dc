import type { CollectionRequestDetail } from '../../src/protocol/session.ts';

type Detail = Omit<CollectionRequestDetail, 'type' | 'provider'>;

/**
 * What a shop asks for: everything that is not named is a phone with its first month, and a mandate. Null: nothing of
 * the kind.
 */
export type Asked = { readonly [K in keyof Detail]?: Detail[K] | null } & {
  /** The debtor may be checked, beside the payment or alone. */
  readonly check?: 'beside' | 'alone';
};

export interface Opened {
  readonly token: string;
  /** Id of the session, from the token. */
  readonly sid: string;
  readonly reference: string;
}

const claims = (token: string): Record<string, unknown> =>
  JSON.parse(atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')));

/** What the server of the sandbox's `demo-shop` does: opens a session, each with a reference of its own. */
export const openSession = async (backendUrl: string, { check, ...asked }: Asked = {}): Promise<Opened> => {
  const details = {
    type: 'collection_request',
    provider: 'betalingsservice',
    surface: 'web',
    amount: { value: 249_900, currency: 'DKK' },
    text: 'Phone + first month',
    reference: `order-${crypto.randomUUID()}`,
    mandate: { debtorGroup: '00001', customerNumber: '100200300' },
    ...asked,
  };
  const { provider, surface, reference } = details;
  const checking = { type: 'debtor_check', provider, surface, reference };
  const all = check === 'alone' ? [checking] : check === 'beside' ? [details, checking] : [details];
  const answer = await fetch(`${backendUrl}/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa('demo%2Dshop:demo%2Dsecret')}` },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      authorization_details: JSON.stringify(all, (_, value) => value ?? undefined),
    }),
  });
  const body = await answer.json();
  if (!answer.ok) throw new Error(`the token endpoint answered ${answer.status}: ${JSON.stringify(body)}`);
  return {
    token: body.access_token,
    sid: String(claims(body.access_token).sid),
    reference: String(details.reference),
  };
};
