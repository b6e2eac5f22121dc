import { byId } from '../page/dom.ts';
import { drawPage, text } from './texts.ts';

/** The part of the elements that this page uses. */
interface HandslagElement extends HTMLElement {
  fetchToken: () => Promise<string>;
}

const own = document.querySelector<HandslagElement>('handslag-provider-consent');
const all = document.querySelector<HandslagElement>('handslag-provider-consents');

/** Who this browser is to the bookkeeper. In life there is a login, and the server knows. */
const customer = (): string => {
  const known = localStorage.getItem('tilikirja-customer') ?? crypto.randomUUID();
  localStorage.setItem('tilikirja-customer', known);
  return known;
};

const ask = async (path: string, body: object): Promise<string> => {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`the bookkeeper answered ${answer.status}`);
  const { token } = await answer.json();
  return String(token);
};

if (own !== null) own.fetchToken = () => ask('api/token', { customer: customer() });
if (all !== null) all.fetchToken = () => ask('api/staff/token', {});

const failed = byId('failed', HTMLElement);
document.addEventListener('handslag-error', () => {
  failed.textContent = text('notOpened');
});
document.addEventListener('handslag-ready', () => {
  failed.textContent = '';
});

drawPage(() => undefined);
