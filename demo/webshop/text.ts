import { type Language, language } from '../preferences/preferences.ts';
import { da } from './texts/da.ts';
import { en, type TextKey, type Texts } from './texts/en.ts';
import { fi } from './texts/fi.ts';
import { nb } from './texts/nb.ts';
import { sv } from './texts/sv.ts';

const all: Readonly<Record<Language, Texts>> = { en, da, sv, nb, fi };

/** A text in the page's language, its `{names}` filled in. */
export const text = (key: TextKey, values: Readonly<Record<string, string | number>> = {}): string =>
  all[language()][key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));

export const money = (ore: number): string =>
  new Intl.NumberFormat(language(), { style: 'currency', currency: 'DKK' }).format(ore / 100);

const isKey = (key: string | undefined): key is TextKey => key !== undefined && key in en;

/**
 * Draws the page now and whenever its language changes: each element with `data-text` gets that text, then `draw`
 * does the rest.
 */
export const drawPage = (draw: () => void): void => {
  const drawAll = (): void => {
    for (const element of document.querySelectorAll<HTMLElement>('[data-text]')) {
      const key = element.dataset.text;
      if (isKey(key)) element.textContent = text(key);
    }
    draw();
  };
  document.addEventListener('preferences-change', drawAll);
  drawAll();
};
