import { fixture, html } from '@open-wc/testing';
import '../../src/widget/handslag.ts';
import type { LaterElement } from '../../src/widget/later-element.ts';
import { backendUrl, openDesk, phone } from '../support/world.ts';

/** A CPR number that can be right, and nobody's. */
export const cpr = '0101901234';

type Fetch = (request: Request) => Promise<Response>;

/** A desk as an agent meets it: what it shows, and how to press it. */
export class DeskPage {
  readonly element: LaterElement;
  /** Events that the page was told, in order. */
  readonly told: Event[] = [];
  /** What was asked of the backend, in order: method, path and query. */
  readonly calls: string[] = [];
  /** Reads of the feed that are being held now. */
  held = 0;
  /** The most that were held at once. */
  mostHeld = 0;

  constructor(element: LaterElement) {
    this.element = element;
    element.fetch = async (request) => {
      const { pathname, search } = new URL(request.url);
      this.calls.push(`${request.method} ${pathname}${search}`);
      const isHeld = request.headers.get('prefer') !== null;
      if (isHeld) this.mostHeld = Math.max(this.mostHeld, ++this.held);
      try {
        return await fetch(request);
      } finally {
        if (isHeld) this.held -= 1;
      }
    };
    for (const type of ['handslag-ready', 'handslag-change', 'handslag-done', 'handslag-error']) {
      element.addEventListener(type, (event) => this.told.push(event));
    }
  }

  get root(): ShadowRoot {
    return this.element.root;
  }

  find<E extends Element = HTMLElement>(selector: string): E | null {
    return this.root.querySelector<E>(selector);
  }

  get(selector: string): HTMLElement {
    const found = this.find(selector);
    if (found === null) throw new Error(`there is no ${selector} in: ${this.text}`);
    return found;
  }

  /** All that can be read. */
  get text(): string {
    return (this.root.textContent ?? '').replace(/\s+/g, ' ').trim();
  }

  get rows(): readonly HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>('.item')];
  }

  /** The row in which this text stands. */
  row(text: string): HTMLElement {
    const row = this.rows.find(({ textContent }) => textContent?.includes(text));
    if (row === undefined) throw new Error(`there is no row with ${text} in: ${this.text}`);
    return row;
  }

  /** The line that says where the request stands. */
  stage(text: string): string {
    const row = this.rows.find(({ textContent }) => textContent?.includes(text));
    return row?.querySelector('[part=stage]')?.textContent ?? '';
  }

  /** Resolves when the element has drawn something for which this holds. */
  shows(holds: () => unknown): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!holds()) return;
        seen.disconnect();
        resolve();
      };
      const seen = new MutationObserver(look);
      seen.observe(this.root, { subtree: true, childList: true, characterData: true, attributes: true });
      look();
    });
  }

  showsStage(text: string, stage: string): Promise<void> {
    return this.shows(() => this.stage(text) === stage);
  }

  async press(selector: string, row?: HTMLElement): Promise<void> {
    const found = row === undefined ? this.get(selector) : row.querySelector<HTMLElement>(selector);
    if (found === null) throw new Error(`there is no ${selector} in the row`);
    found.click();
    await this.element.updateComplete;
  }

  /** Types as a keyboard does, but all at once. */
  async type(selector: string, typed: string): Promise<void> {
    const input = this.find<HTMLInputElement>(selector);
    if (input === null) throw new Error(`there is no ${selector} in: ${this.text}`);
    input.focus();
    input.value = typed;
    input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    input.dispatchEvent(new Event('change', { bubbles: true }));
    await this.element.updateComplete;
  }

  /** The payer's number, taken as soon as somebody leaves the field. */
  async typePayer(number = cpr): Promise<void> {
    await this.shows(() => this.find('#debtor'));
    await this.type('#debtor', number);
    this.get('#amount').focus();
    await this.shows(() => this.find('[part=payer]'));
    await this.shows(() => /Can approve|Could not be checked/.test(this.text));
  }

  /** Makes a request, and waits until it is on the phone. */
  async make(text: string, amount = '199'): Promise<void> {
    await this.typePayer();
    await this.type('#amount', amount);
    await this.type('#text', text);
    await this.press('[part~=submit]');
    await this.showsStage(text, 'In the app');
  }

  /** Puts something between the element and the backend. */
  between(answer: (request: Request, onward: Fetch) => Promise<Response>): void {
    const onward = this.element.fetch.bind(this.element);
    this.element.fetch = (request) => answer(request, onward);
  }
}

/** A desk in the page that has no token yet. */
export const newDesk = async (language = 'en'): Promise<DeskPage> => {
  const place = await fixture(html`<div></div>`);
  const element = document.createElement('handslag-desk');
  const desk = new DeskPage(element);
  element.setAttribute('backend', backendUrl);
  element.setAttribute('lang', language);
  place.append(element);
  return desk;
};

/** A desk in the page, at which an agent sits. */
export const sit = async (agent: 'anna' | 'bo' = 'anna', language = 'en'): Promise<DeskPage> => {
  const desk = await newDesk(language);
  const ready = new Promise((resolve) => desk.element.addEventListener('handslag-ready', resolve));
  desk.element.token = await openDesk(agent);
  await ready;
  return desk;
};

/** Its id on the phone, by what it is for. */
export const onPhone = async (text: string): Promise<string> => {
  const found = (await phone.list()).find((one) => one.text === text);
  if (found === undefined) throw new Error(`the phone shows nothing for ${text}`);
  return found.id;
};
