import { CollectionRequest } from '../../src/protocol/collection-request.ts';
import { openSession } from '../../test/support/shop.ts';

/** A request that has reached the payer's phone. Nothing happens to it until somebody does something. */
export interface Pending {
  readonly url: string;
  readonly token: string;
  readonly reference: string;
  /** With which it is read when it is not known, … */
  readonly headers: Readonly<Record<string, string>>;
  /** … and waited for. */
  readonly waitHeaders: Readonly<Record<string, string>>;
}

/** A CPR number that nobody has: the person would be born in 2036. */
const debtor = { scheme: 'cpr', value: '3112364007' };

export const openPending = async (backend: string): Promise<Pending> => {
  const { token, reference } = await openSession(backend);
  const headers = { authorization: `Bearer ${token}` };
  const created = await fetch(`${backend}/v1/collection-requests`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': reference },
    body: JSON.stringify({ debtor, mandateText }),
  });
  for (let request = await parse(created); ; ) {
    const url = `${backend}/v1/collection-requests/${request.id}`;
    const waitHeaders = { ...headers, 'if-none-match': `"${request.revision}"`, prefer: 'wait=25' };
    if (request.stage === 'delivered') return { url, token, reference, headers, waitHeaders };
    request = await parse(await fetch(url, { headers: waitHeaders }));
  }
};

/** A token of the shop's own server. */
export const askServerToken = async (backend: string): Promise<string> => {
  const answer = await fetch(`${backend}/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa('demo%2Dshop:demo%2Dsecret')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  const { access_token } = await answer.json();
  return String(access_token);
};

const mandateText = { id: 'terms', version: '1', locale: 'da', text: 'Jeg tilmelder mig.' };

const parse = async (answer: Response): Promise<CollectionRequest> => {
  if (!answer.ok) throw new Error(`the backend answered ${answer.status}: ${await answer.text()}`);
  return CollectionRequest.parse(await answer.json());
};
