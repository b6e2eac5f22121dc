import { markCurrent } from '../page/current.ts';
import { byId } from '../page/dom.ts';
import { drawPage, text } from './texts.ts';

/** The part of the element that this page uses. */
interface HandslagOnboarding extends HTMLElement {
  fetchToken: () => Promise<string>;
}

const getToken = async (): Promise<string> => {
  const answer = await fetch('api/staff/token', { method: 'POST' });
  if (!answer.ok) throw new Error(`the market answered ${answer.status}`);
  const { token } = await answer.json();
  return String(token);
};

const element = document.querySelector<HandslagOnboarding>('handslag-onboarding');
if (element !== null) element.fetchToken = getToken;

const failed = byId('failed', HTMLElement);
document.addEventListener('handslag-error', () => {
  failed.textContent = text('notOpened');
});
document.addEventListener('handslag-ready', () => {
  failed.textContent = '';
});

markCurrent();
drawPage(() => undefined);
