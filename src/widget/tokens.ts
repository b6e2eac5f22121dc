import { trouble } from '../flow/trouble.ts';
import { rest } from './page.ts';
import { Refused, unreachable } from './refused.ts';

/** Asks the shop's own server for a new token of the same session. */
export type FetchToken = () => Promise<string>;

/** How long a page may take to hand over its first token, in milliseconds, before it counts as missing. */
const patience = 5_000;

/** Holds the session token, and has it renewed by the page: once, however many calls wait for it. */
export class Tokens {
  #token = '';
  #fetchToken: FetchToken | null = null;
  /** On the page's own monotonic clock; the server's clock need not agree with it. */
  #renewAt = Number.POSITIVE_INFINITY;
  #life = Number.POSITIVE_INFINITY;
  #renewal: Promise<string> | null = null;
  #arrived = () => {};

  get token(): string {
    return this.#token;
  }

  set token(token: string) {
    this.#token = token;
    this.lasts(this.#life);
    this.#arrived();
  }

  get fetchToken(): FetchToken | null {
    return this.#fetchToken;
  }

  set fetchToken(fetchToken: FetchToken | null) {
    this.#fetchToken = fetchToken;
    this.#arrived();
  }

  /** Neither a token nor a way to one is left. */
  forget(): void {
    this.#token = '';
    this.#fetchToken = this.#renewal = null;
    this.lasts(Number.POSITIVE_INFINITY);
  }

  /** The token in hand works for so many milliseconds from now. Its successors are taken to do the same. */
  lasts(ms: number): void {
    this.#life = ms;
    this.#renewAt = performance.now() + Math.max(ms - 60_000, ms / 2);
  }

  /** The token to send. Near its end it is replaced first, where the page can; if that fails, it is still sent. */
  async get(signal: AbortSignal): Promise<string> {
    if (this.#token === '' && this.#fetchToken === null) {
      const arrival = new Promise<void>((resolve) => {
        this.#arrived = resolve;
      });
      await Promise.race([arrival, rest(patience, signal)]);
    }
    if (this.#token === '') return this.#renew();
    if (this.#fetchToken === null || performance.now() < this.#renewAt) return this.#token;
    return this.#renew().catch(() => this.#token);
  }

  /** A token in place of one that was refused; `undefined` if there is none. */
  async instead(refused: string, isExpired: boolean): Promise<string | undefined> {
    if (this.#token !== refused) return this.#token;
    return isExpired && this.#fetchToken !== null ? this.#renew() : undefined;
  }

  #renew(): Promise<string> {
    if (this.#renewal !== null) return this.#renewal;
    const renewal = this.#fetch();
    this.#renewal = renewal;
    // A token that comes after it was forgotten whose it is, is nobody's.
    const end = (token: string) => {
      if (this.#renewal !== renewal) return;
      this.#renewal = null;
      if (token !== '') this.token = token;
    };
    renewal.then(end, () => end(''));
    return renewal;
  }

  async #fetch(): Promise<string> {
    let token: unknown;
    try {
      token = await this.#fetchToken?.();
    } catch {
      unreachable();
    }
    if (typeof token !== 'string' || token === '') throw new Refused(trouble('token_missing'));
    return token;
  }
}
