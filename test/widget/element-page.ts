import { fixture, html } from '@open-wc/testing';
import '../../src/widget/handslag.ts';
import type { LaterElement } from '../../src/widget/later-element.ts';
import { backendUrl } from '../support/world.ts';

/** An element beside the payment as a person meets it. */
export interface ElementPage {
  readonly element: LaterElement;
  /** Types of what the page was told, in order. */
  readonly told: string[];
  /** Method and path of what was asked of the backend, in order. */
  readonly calls: string[];
  readonly text: string;
  find(part: string): HTMLElement | null;
  /** Resolves when it has drawn something for which this holds. */
  shows(holds: () => unknown): Promise<void>;
  press(part: string): Promise<void>;
  /** Types into a field, by its id, as if it had been typed at once. */
  type(id: string, text: string): Promise<void>;
  speak(language: string): Promise<void>;
}

/** Puts an element into the page, with its token. */
export const openElementPage = async (tag: string, token: string, language = 'en'): Promise<ElementPage> => {
  const place = await fixture(html`<div></div>`);
  const element = document.createElement(tag) as LaterElement;
  element.setAttribute('backend', backendUrl);
  element.setAttribute('lang', language);
  const told: string[] = [];
  const calls: string[] = [];
  for (const type of ['handslag-ready', 'handslag-change', 'handslag-done', 'handslag-error']) {
    element.addEventListener(type, () => told.push(type));
  }
  place.append(element);
  const onward = element.fetch.bind(element);
  element.fetch = (request) => {
    calls.push(`${request.method} ${new URL(request.url).pathname}`);
    return onward(request);
  };
  element.token = token;

  const find = (part: string) => element.root.querySelector<HTMLElement>(`[part~="${part}"]`);
  const shows = (holds: () => unknown) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!holds()) return;
        seen.disconnect();
        resolve();
      };
      const seen = new MutationObserver(look);
      seen.observe(element.root, { subtree: true, childList: true, characterData: true, attributes: true });
      look();
    });
  return {
    element,
    told,
    calls,
    find,
    shows,
    get text() {
      return (element.root.textContent ?? '').replace(/\s+/g, ' ').trim();
    },
    async press(part) {
      await shows(() => find(part));
      find(part)?.click();
      await element.updateComplete;
    },
    async type(id, text) {
      await shows(() => element.root.querySelector(`#${id}`));
      const input = element.root.querySelector<HTMLInputElement>(`#${id}`);
      if (input === null) throw new Error('there is no field');
      input.value = text;
      input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    },
    async speak(language) {
      element.lang = language;
      await shows(() => find('card')?.lang === language);
    },
  };
};
