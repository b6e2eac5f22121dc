import type { Language } from '../protocol/words.ts';
import { languageOf } from './language.ts';

/** A file of texts per language. */
export type Files<T> = Readonly<Record<Language, () => Promise<{ readonly texts: Partial<T> }>>>;

/** The words of an element, in the language of its place in the page. */
export class Words<T extends Readonly<Record<string, string>>> {
  readonly #files: Files<T>;
  readonly #english: Partial<T>;
  readonly #onChange: () => void;
  #asked: Language = 'en';
  #language: Language = 'en';
  #texts: Partial<T>;
  #loaded: Promise<void> | null = null;

  /** `english`: what can be said without a file. `onChange`: other words have come. */
  constructor(files: Files<T>, english: Partial<T>, onChange: () => void) {
    this.#files = files;
    this.#texts = this.#english = english;
    this.#onChange = onChange;
  }

  /** The language that is spoken: English where another could not be loaded. */
  get language(): Language {
    return this.#language;
  }

  /** The text of that key; empty if it is one for later and has not come yet. */
  text(key: keyof T): string {
    return this.#texts[key] ?? '';
  }

  /** Finds out where the element stands, and fetches its language if it is another than before. */
  follow(element: Element): void {
    const language = languageOf(element);
    if (language === this.#asked) return;
    this.#asked = this.#language = language;
    this.#loaded = null;
    this.begun();
  }

  /** Resolves when the form can be labelled. */
  async begun(): Promise<void> {
    if (this.#language === 'en' && this.#texts === this.#english) return;
    await this.complete().catch(() => {
      this.#language = 'en';
    });
  }

  /** Resolves when every text is there. */
  complete(): Promise<void> {
    this.#loaded ??= this.#load(this.#language).catch((error: unknown) => {
      this.#loaded = null;
      throw error;
    });
    return this.#loaded;
  }

  async #load(language: Language): Promise<void> {
    const { texts } = await this.#files[language]();
    if (language !== this.#language) return;
    this.#texts = { ...this.#english, ...texts };
    this.#onChange();
  }
}
