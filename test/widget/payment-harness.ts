import { fixture, html } from '@open-wc/testing';
import '../../src/widget/handslag.ts';
import type { HandslagPayment } from '../../src/widget/payment/handslag-payment.ts';
import type { Asked, Opened } from '../support/shop.ts';
import { backendUrl, openSession, phone } from '../support/world.ts';

/** A CPR number that can be right, and nobody's. */
export const cpr = '0101901234';

/** A payment as a person meets it: what it shows, and how to press it. */
export class Payment {
  readonly element: HandslagPayment;
  /** Types of the events that the page was told, in order. */
  readonly told: string[] = [];
  /** What was asked of the backend, in order: method and path. */
  readonly calls: string[] = [];

  constructor(element: HandslagPayment) {
    this.element = element;
    element.fetch = (request) => {
      this.calls.push(`${request.method} ${new URL(request.url).pathname}`);
      return fetch(request);
    };
    for (const type of ['handslag-ready', 'handslag-change', 'handslag-done', 'handslag-error']) {
      element.addEventListener(type, () => this.told.push(type));
    }
  }

  find<E extends Element = HTMLElement>(part: string): E | null {
    return this.element.root.querySelector<E>(`[part~="${part}"]`);
  }

  has(part: string): boolean {
    return this.find(part) !== null;
  }

  get(part: string): HTMLElement {
    const found = this.find(part);
    if (found === null) throw new Error(`there is no ${part} in: ${this.text}`);
    return found;
  }

  get input(): HTMLInputElement {
    const input = this.find<HTMLInputElement>('input');
    if (input === null) throw new Error('there is no input');
    return input;
  }

  /** All that can be read, without what only a screen reader is told. */
  get text(): string {
    return (this.get('card').textContent ?? '').replace(/\s+/g, ' ').trim();
  }

  get heading(): string {
    return this.find('heading')?.textContent?.trim() ?? '';
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
      seen.observe(this.element.root, {
        subtree: true,
        childList: true,
        characterData: true,
        attributes: true,
      });
      look();
    });
  }

  showsPart(part: string): Promise<void> {
    return this.shows(() => this.find(part));
  }

  /** Types as a keyboard does, but all at once. */
  type(number: string): void {
    this.input.focus();
    this.input.value = number;
    this.input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  }

  async press(part: string): Promise<void> {
    this.get(part).click();
    await this.element.updateComplete;
  }

  /** From the form to the moment when the phone has it. */
  async send(): Promise<void> {
    await this.showsPart('input');
    this.type(cpr);
    await this.press('submit');
    await this.shows(() => this.find('mandate') || this.find('debtor'));
    await this.press('submit');
  }

  /** Sent, and answered on the phone. */
  async answer(action: 'approve' | 'decline' | 'not_in_call'): Promise<void> {
    await this.send();
    await phone.act(await this.onPhone(), action);
  }

  /** The request's id on the phone, once it is there. */
  async onPhone(): Promise<string> {
    await this.shows(() =>
      this.element.root.querySelector('[part=steps] :nth-child(n + 2)[aria-current=step]'),
    );
    const code = this.get('binding-code').textContent;
    const found = (await phone.list()).find(({ bindingCode }) => bindingCode === code);
    if (found === undefined) throw new Error(`the phone shows no request with the code ${code}`);
    return found.id;
  }
}

/** A payment in the page that has no token yet. */
export const newPayment = async (language = 'en'): Promise<Payment> => {
  const place = await fixture(html`<div></div>`);
  const element = document.createElement('handslag-payment');
  const payment = new Payment(element);
  element.setAttribute('backend', backendUrl);
  element.setAttribute('lang', language);
  place.append(element);
  return payment;
};

/** A payment in the page, with a session that was opened before. */
export const showPayment = async ({ token }: Opened, language?: string): Promise<Payment> => {
  const payment = await newPayment(language);
  payment.element.token = token;
  return payment;
};

let customers = 0;

/** A payment in the page, with a session of its own, for a customer who has no mandate yet. */
export const openPayment = async (asked: Asked = {}, language?: string): Promise<Payment> => {
  const mandate = { debtorGroup: '00001', customerNumber: `C${++customers}` };
  return showPayment(await openSession({ mandate, ...asked }), language);
};
