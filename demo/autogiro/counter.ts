import { byId } from '../page/dom.ts';
import { fetchToken, onMember } from './members.ts';
import { drawPage, text } from './texts.ts';

/** The part of `<handslag-eft-consent>` that this page uses. */
interface HandslagEftConsent extends HTMLElement {
  token: string;
}

const consents = document.querySelector<HandslagEftConsent>('handslag-eft-consent');
onMember(() => undefined);

const turn = (toMember: boolean): void => {
  byId('clerk', HTMLElement).hidden = toMember;
  byId('customer', HTMLElement).hidden = !toMember;
};

byId('turn', HTMLFormElement).addEventListener('submit', async (event) => {
  event.preventDefault();
  const failed = byId('failed', HTMLElement);
  try {
    const token = await fetchToken('pos');
    failed.textContent = '';
    if (consents !== null) consents.token = token;
    turn(true);
  } catch {
    failed.textContent = text('notOpened');
  }
});

// The member has gone, or the clerk has cleared the screen: nothing of them is left.
consents?.addEventListener('handslag-idle', () => turn(false));

drawPage(() => undefined);
