import { fixture, html } from '@open-wc/testing';
import '../../src/widget/handslag.ts';
import type { LaterElement } from '../../src/widget/later-element.ts';
import { backendUrl, openSession } from '../support/world.ts';

/** Of somebody whom the sandbox knows to have no app. */
export const withoutApp = '3112364000';

let people = 0;

/** Of another person with the app each time: one number may only be asked about a few times a minute. */
export const numberWithApp = (): string => `010190${String(++people).padStart(4, '0')}`;

/** A debtor check as a person meets it. */
export interface CheckPage {
  readonly element: LaterElement;
  /** Type and outcome of what the page was told, in order. */
  readonly told: string[];
  find(part: string): HTMLElement | null;
  /** Resolves when it has drawn something for which this holds. */
  shows(holds: () => unknown): Promise<void>;
  /** Types a number and asks. */
  ask(number: string): Promise<void>;
}

export const openCheck = async (
  language = 'en',
  surface: 'web' | 'agent' | 'pos' = 'web',
): Promise<CheckPage> => {
  const { token } = await openSession({ check: 'alone', surface });
  const place = await fixture(html`<div></div>`);
  const element = document.createElement('handslag-debtor-check');
  element.setAttribute('backend', backendUrl);
  element.setAttribute('lang', language);
  const told: string[] = [];
  for (const type of ['handslag-ready', 'handslag-done', 'handslag-error']) {
    element.addEventListener(type, (event) =>
      told.push([type, Reflect.get(event, 'outcome')].filter(Boolean).join(' ')),
    );
  }
  place.append(element);
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
    find,
    shows,
    async ask(number) {
      await shows(() => find('input'));
      const input = element.root.querySelector('input.field');
      if (!(input instanceof HTMLInputElement)) throw new Error('there is no field');
      input.focus();
      input.value = number;
      input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      element.submit();
    },
  };
};
