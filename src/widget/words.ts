import type { Language } from '../protocol/words.ts';
import { languageOf } from './language.ts';
import { texts as english } from './texts/en.ts';
import type { EarlyTexts, TextKey, Texts } from './texts/texts.ts';

/** A file per language. English is here already, but for what is said later. */
const files: Readonly<Record<Language, () => Promise<{ readonly texts: Partial<Texts> }>>> = {
  en: () => import('./texts/en-later.ts'),
  da: () => import('./texts/da.ts'),
  sv: () => import('./texts/sv.ts'),
  nb: () => import('./texts/nb.ts'),
  fi: () => import('./texts/fi.ts'),
};

/** The words of an element, in the language of its place in the page. */
export class Words {
  readonly #onChange: () => void;
  #asked: Language = 'en';
  #language: Language = 'en';
  #texts: EarlyTexts & Partial<Texts> = english;
  #loaded: Promise<void> | null = null;

  /** `onChange`: other words have come. */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** The language that is spoken: English where another could not be loaded. */
  get language(): Language {
    return this.#language;
  }

  /** The text of that key; empty if it is one for later and has not come yet. */
  text(key: TextKey): string {
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
    if (this.#language === 'en' && this.#texts === english) return;
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
    const { texts } = await files[language]();
    if (language !== this.#language) return;
    this.#texts = { ...english, ...texts };
    this.#onChange();
  }
}
