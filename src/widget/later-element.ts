import { html, type TemplateResult } from 'lit/html.js';
import { trouble } from '../flow/trouble.ts';
import { HandslagErrorEvent } from './events.ts';
import { rest } from './page.ts';
import { SessionElement } from './session-element.ts';

/** What an element does once its code is there. */
export interface Content {
  draw(): TemplateResult;
  /** Called after each drawing. `hadFocus`: the focus was inside before it. */
  drawn(hadFocus: boolean): void;
  /** There is another token, or another way to one. */
  tokenCame(): void;
  /** The element has come into the page, or left it. */
  sync(): void;
  /** The next step, as if its button had been pressed. */
  submit(): void;
  cancel(): void;
  restart(): void;
}

/** Milliseconds after which code that could not be loaded is asked for again. */
const pause = 5_000;

const endless = new AbortController().signal;

/** Fetches the code of an element. */
export type Load = () => Promise<{ create(element: LaterElement): Content }>;

/** An element whose code is loaded when it is met in a page. Until then it shows what stands between its tags. */
export abstract class LaterElement extends SessionElement<Readonly<Record<string, string>>> {
  #content: Content | undefined;
  #loading = false;

  constructor() {
    super({});
    this.takeOver('token', 'fetchToken', 'texts');
  }

  protected abstract load(): ReturnType<Load>;

  /** The next step, as if its button had been pressed. */
  submit(): void {
    this.#content?.submit();
  }

  cancel(): void {
    this.#content?.cancel();
  }

  restart(): void {
    this.#content?.restart();
  }

  protected override tokenCame(): void {
    this.#content?.tokenCame();
  }

  protected override fetchTokenCame(): void {
    this.#content?.tokenCame();
  }

  protected override sync(): void {
    if (this.#content !== undefined) this.#content.sync();
    else if (!this.#loading) this.#begin().catch(reportError);
  }

  async #begin(): Promise<void> {
    this.#loading = true;
    const create = await this.#fetched();
    this.#loading = false;
    if (create === undefined) return;
    this.#content = create(this);
    this.#content.sync();
    this.requestUpdate();
  }

  /** What makes the content, for as long as it takes; undefined once nobody waits for it. */
  async #fetched(): Promise<((element: LaterElement) => Content) | undefined> {
    while (this.isConnected) {
      try {
        return (await this.load()).create;
      } catch {
        this.dispatchEvent(new HandslagErrorEvent(trouble('unreachable')));
        await rest(pause, endless);
      }
    }
    return undefined;
  }

  protected override draw(): TemplateResult {
    return this.#content?.draw() ?? html`<slot><div class="outline"></div></slot>`;
  }

  protected override drawn(hadFocus: boolean): void {
    this.#content?.drawn(hadFocus);
  }
}
