import type { Caller } from './call.ts';
import { DrawnElement } from './drawn-element.ts';
import { styles } from './styles.ts';
import { type FetchToken, Tokens } from './tokens.ts';

/**
 * An element that has a session: its token, the way to the backend, and perhaps words of the page's own. `T`: the
 * texts it has. Whoever extends it calls `takeOver('token', 'fetchToken', 'texts')` once it can hear of a token.
 */
export abstract class SessionElement<T extends object> extends DrawnElement {
  static readonly observedAttributes = ['token', 'surface', 'lang'];

  readonly #tokens = new Tokens();
  #texts: Partial<T>;

  /** How it calls the backend. */
  readonly caller: Caller = {
    backend: () => new URL(this.getAttribute('backend') ?? import.meta.url, location.href).origin,
    tokens: this.#tokens,
    fetch: (request) => this.fetch(request),
  };

  constructor(texts: Partial<T>) {
    super();
    this.#texts = texts;
    this.addStyles(styles);
  }

  /** There is another token than before. */
  protected abstract tokenCame(): void;

  /** There is another way to a token than before. */
  protected abstract fetchTokenCame(): void;

  /** It has come into the page, or left it. */
  protected abstract sync(): void;

  /** Texts of the shop's own, in place of ours, by key. */
  get texts(): Partial<T> {
    return this.#texts;
  }

  set texts(texts: Partial<T>) {
    this.#texts = texts;
    this.requestUpdate();
  }

  /** The session token. As an attribute it is taken out of the document at once, where other scripts could copy it. */
  get token(): string {
    return this.#tokens.token;
  }

  set token(token: string | null) {
    if (!token || token === this.#tokens.token) return;
    this.#tokens.token = token;
    this.removeAttribute('token');
    this.tokenCame();
  }

  /** Asks the shop's server for a new token of the same session: called when the one in hand is near its end. */
  get fetchToken(): FetchToken | null {
    return this.#tokens.fetchToken;
  }

  set fetchToken(fetchToken: FetchToken | null) {
    this.#tokens.fetchToken = fetchToken;
    this.fetchTokenCame();
  }

  /** Forgets the session, and how to come to one. */
  protected forget(): void {
    this.#tokens.forget();
  }

  /** Every call goes through here, so that a page may route it. */
  fetch(request: Request): Promise<Response> {
    return globalThis.fetch(request);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.sync();
  }

  /** Taken out and put back in one go, it was only moved. */
  disconnectedCallback(): void {
    queueMicrotask(() => this.sync());
  }

  override attributeChangedCallback(name: string, _before: string | null, value: string | null): void {
    if (name === 'token') this.token = value;
    else this.requestUpdate();
  }
}
