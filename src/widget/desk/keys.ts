import { html } from 'lit/html.js';
import type { DeskView } from './view.ts';

/** What a key does, by its name in `KeyboardEvent.key`. */
export type Keys = Readonly<Record<string, () => void>>;

const place = 'handslag-desk-keys';

/** Single keys can be switched off (WCAG 2.1.4), for good in this browser where it lets us remember. */
export const areOn = (): boolean => {
  try {
    return localStorage.getItem(place) !== 'off';
  } catch {
    return true;
  }
};

const setOn = (on: boolean): void => {
  try {
    localStorage.setItem(place, on ? 'on' : 'off');
  } catch {
    // Then it lasts as long as the browser lets it.
  }
};

/** Somebody types there, or it has keys of its own. */
export const isTyping = (target: EventTarget | undefined): boolean =>
  target instanceof HTMLSelectElement ||
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLInputElement && target.type !== 'checkbox');

/** The list of shortcuts. */
export const help = ({ t }: DeskView) => {
  const rows: readonly (readonly [keys: string, text: string])[] = [
    ['n', t('newTitle')],
    ['/', t('search')],
    ['↑ ↓ k j', t('keysRow')],
    ['a', t('sendAgain')],
    ['x', t('cancel')],
    ['c', t('copy', { reference: '' })],
    ['Esc', t('keysLeave')],
    ['?', t('keysHelp')],
  ];
  const toggle = ({ target }: Event) => target instanceof HTMLInputElement && setOn(target.checked);
  return html`<dialog aria-labelledby="keys-title" part="keys">
    <form method="dialog" class="stack">
      <h2 id="keys-title">${t('keysButton')}</h2>
      <dl>${rows.map(([keys, text]) => html`<div class="row"><dt><kbd>${keys}</kbd></dt><dd>${text}</dd></div>`)}</dl>
      <label class="row"><input type="checkbox" .checked=${areOn()} @change=${toggle} />${t('keysOn')}</label>
      <button class="plain">${t('close')}</button>
    </form>
  </dialog>`;
};
