import { market } from '../../demo/serve/torvet.ts';
import { tokenTypes } from '../../src/protocol/oauth.ts';

/** What a session for a seller asks for where nothing else is named. */
export interface SellerAsked {
  /** A seller of the marketplace. */
  readonly merchant?: string;
  readonly country?: string;
  readonly surface?: 'web' | 'agent';
  readonly view?: 'merchant' | 'list';
  readonly reference?: string;
  readonly facts?: object;
}

const [firstSeller] = market.sellers;

const ask = async (backend: string, form: Readonly<Record<string, string>>): Promise<string> => {
  const answer = await fetch(`${backend}/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${market.id}:${market.secret}`)}` },
    body: new URLSearchParams(form),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${answer.status} ${text}`);
  return JSON.parse(text).access_token;
};

const detail = (asked: object): string =>
  JSON.stringify([
    {
      type: 'merchant_onboarding',
      provider: 'dintero',
      surface: 'web',
      reference: 'seller-1',
      country: firstSeller.country,
      ...asked,
    },
  ]);

/** Opens a session of an onboarding as the marketplace's server does, for one of its sellers: a session token. */
export const openSeller = async (backend: string, asked: SellerAsked = {}): Promise<string> => {
  const { merchant = firstSeller.id, ...more } = asked;
  return ask(backend, {
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    subject_token: await ask(backend, { grant_type: 'client_credentials' }),
    subject_token_type: tokenTypes.accessToken,
    audience: `${backend}/merchants/${merchant}`,
    authorization_details: detail(more),
  });
};

/** Opens the list of all sellers, for the marketplace's own people: a session token. */
export const openMerchants = (backend: string): Promise<string> =>
  ask(backend, {
    grant_type: 'client_credentials',
    authorization_details: detail({ surface: 'agent', view: 'list', reference: 'list' }),
  });
