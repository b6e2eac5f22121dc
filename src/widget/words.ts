import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Language } from '../protocol/words.ts';
import { type Locale, localeOf } from './language.ts';
import { texts as english } from './texts/en.ts';
import type { EarlyTexts, TextKey, Texts } from './texts/texts.ts';

type Known = EarlyTexts & Partial<Texts>;

/** A file per language. English is here already, but for what is said later. */
const files: Readonly<Record<Language, () => Promise<{ readonly texts: Partial<Texts> }>>> = {
  en: () => import('./texts/en-later.ts'),
  da: () => import('./texts/da.ts'),
  sv: () => import('./texts/sv.ts'),
  nb: () => import('./texts/nb.ts'),
  fi: () => import('./texts/fi.ts'),
};

/** The words of an element, in the language of its place in the page. */
export class Words implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #locale: Locale = { language: 'en', tag: 'en' };
  #texts: Known = english;
  #loading: Promise<void> | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  get locale(): Locale {
    return this.#locale;
  }

  /** The text of that key; empty if it is one for later and has not come yet. */
  text(key: TextKey): string {
    return this.#texts[key] ?? '';
  }

  hostConnected(): void {
    this.look();
  }

  /** Finds out the language again. */
  look(): void {
    const locale = localeOf(this.#host);
    if (locale.tag === this.#locale.tag) return;
    const isOther = locale.language !== this.#locale.language;
    this.#locale = locale;
    if (isOther) {
      this.#loading = null;
      this.begun().catch(() => {});
    }
    this.#host.requestUpdate();
  }

  /** Resolves when the form can be labelled. A language that does not come is spoken in English. */
  async begun(): Promise<void> {
    if (this.#locale.language !== 'en') await this.complete().catch(() => this.#fallBack());
  }

  /** Resolves when every text is there. */
  complete(): Promise<void> {
    this.#loading ??= this.#load(this.#locale.language).catch((error: unknown) => {
      this.#loading = null;
      throw error;
    });
    return this.#loading;
  }

  async #load(language: Language): Promise<void> {
    const { texts } = await files[language]();
    if (language !== this.#locale.language) return;
    this.#texts = { ...english, ...texts };
    this.#host.requestUpdate();
  }

  #fallBack(): void {
    this.#locale = { language: 'en', tag: 'en' };
    this.#texts = english;
  }
}
