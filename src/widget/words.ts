import type { Language } from '../protocol/words.ts';
import { languageOf } from './language.ts';
import { type Patience, persist } from './persist.ts';
import { unreachable } from './refused.ts';

/** A file of texts per language. */
export type Files<T> = Readonly<Record<Language, () => Promise<{ readonly texts: T }>>>;

/** The words of an element, in the language of its place in the page. */
export class Words<T extends Readonly<Record<string, string>>> {
  readonly #element: Element;
  readonly #files: Files<T>;
  readonly #onChange: () => void;
  #wanted: Language | undefined;
  #spoken: Language | undefined;
  #texts: Partial<T> = {};

  /** `onChange`: other words have come. */
  constructor(element: Element, files: Files<T>, onChange: () => void) {
    this.#element = element;
    this.#files = files;
    this.#onChange = onChange;
  }

  /** The language that is spoken; undefined while there are no words. */
  get language(): Language | undefined {
    return this.#spoken;
  }

  /** The text of that key; empty while there are no words. */
  text(key: keyof T): string {
    return this.#texts[key] ?? '';
  }

  /** Fetches the words of another language, if the element has come to one. Until they are there, it keeps those it has. */
  follow(): void {
    if (languageOf(this.#element) !== this.#wanted) this.#load().catch(() => {});
  }

  /** Resolves when there are words: English ones where the others cannot be had. Throws `Refused` if there are none. */
  async come(patience: Patience): Promise<void> {
    if (this.#spoken) return;
    await persist(() => this.#load(), patience).catch(() => this.#load('en'));
  }

  async #load(language = languageOf(this.#element)): Promise<void> {
    this.#wanted = language;
    const { texts } = await this.#files[language]().catch(unreachable);
    // Of two languages the later one counts; but whatever comes first is better than none.
    if (this.#spoken && language !== this.#wanted) return;
    this.#texts = texts;
    this.#spoken = language;
    this.#onChange();
  }
}
