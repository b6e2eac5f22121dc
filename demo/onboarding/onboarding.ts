import { markCurrent } from '../page/current.ts';
import { byId, h } from '../page/dom.ts';
import { openInbox, subjectOf } from './mail.ts';
import { answers, choose, country, shop, startOver } from './seller.ts';
import { drawPage, text } from './texts.ts';

/** The part of the element that this page uses. */
interface HandslagOnboarding extends HTMLElement {
  fetchToken: () => Promise<string>;
}

const element = document.querySelector<HandslagOnboarding>('handslag-onboarding');
const isAgent = element?.getAttribute('surface') === 'agent';

const getToken = async (): Promise<string> => {
  const answer = await fetch(isAgent ? 'api/agent/token' : 'api/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ country: country(), shop: shop() }),
  });
  if (!answer.ok) throw new Error(`the market answered ${answer.status}`);
  const { token } = await answer.json();
  return String(token);
};
if (element !== null) element.fetchToken = getToken;

const failed = byId('failed', HTMLElement);
const outcome = byId('outcome', HTMLElement);
let status = '';

const drawOutcome = (): void => {
  outcome.textContent = status === 'approved' || status === 'declined' ? text(status) : '';
};

document.addEventListener('handslag-error', () => {
  failed.textContent = text('notOpened');
});
document.addEventListener('handslag-ready', () => {
  failed.textContent = '';
});
// In both events: an outcome may be followed by another.
for (const type of ['handslag-done', 'handslag-change']) {
  document.addEventListener(type, (event) => {
    const snapshot = 'snapshot' in event ? event.snapshot : null;
    const isTold = typeof snapshot === 'object' && snapshot !== null && 'status' in snapshot;
    status = isTold ? String(snapshot.status) : '';
    drawOutcome();
  });
}

const form = byId('seller', HTMLFormElement);
for (const radio of form.querySelectorAll<HTMLInputElement>('input')) {
  radio.checked = radio.value === country();
  radio.addEventListener('change', () => choose(radio.value === 'NO' ? 'NO' : 'SE'));
}
byId('anew', HTMLButtonElement).addEventListener('click', startOver);
if (isAgent) byId('as-seller', HTMLAnchorElement).href = `./?seller=${country()}-${shop()}`;

const drawAnswers = (): void => {
  const { company, number, website, address, bankAccount, email } = answers[country()];
  const rows = { company, number, website, address, bankAccount, email };
  byId('answers', HTMLElement).replaceChildren(
    ...Object.entries(rows).flatMap(([name, value]) => [
      h('dt', {}, text(name as keyof typeof rows)),
      h('dd', {}, value),
    ]),
  );
};

markCurrent();
drawPage(() => {
  if (isAgent) byId('seller', HTMLFormElement).querySelector('legend')?.replaceChildren(text('agentSeller'));
  drawAnswers();
  drawOutcome();
});

// Beside the element where there is room; else folded, at the foot of the screen.
const wide = matchMedia('(min-width: 64rem)');
const unfold = (): void => {
  byId('inbox', HTMLDetailsElement).open = wide.matches;
};
wide.addEventListener('change', unfold);
unfold();
openInbox({
  onRead([newest]) {
    byId('newest', HTMLElement).textContent =
      newest === undefined ? '' : [newest.code, subjectOf(newest)].filter(Boolean).join(' ');
  },
});
