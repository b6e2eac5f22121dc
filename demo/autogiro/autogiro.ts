import { byId } from '../page/dom.ts';
import { fetchToken, onMember } from './members.ts';
import { drawPage, text } from './texts.ts';

/** The part of `<handslag-eft-consent>` that this page uses. */
interface HandslagEftConsent extends HTMLElement {
  fetchToken: () => Promise<string>;
}

const consents = document.querySelector<HandslagEftConsent>('handslag-eft-consent');
if (consents !== null) consents.fetchToken = () => fetchToken('web');
onMember(() => location.reload());

const failed = byId('failed', HTMLElement);
document.addEventListener('handslag-error', () => {
  failed.textContent = text('notOpened');
});
document.addEventListener('handslag-ready', () => {
  failed.textContent = '';
});

drawPage(() => undefined);
