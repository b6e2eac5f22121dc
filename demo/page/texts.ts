import { type Language, language } from '../preferences/preferences.ts';

/** The words of a page. */
export interface PageTexts<Key extends string> {
  /** A text in the page's language, its `{names}` filled in. */
  text(key: Key, values?: Readonly<Record<string, string | number>>): string;
  /** Draws now and whenever the language changes: each element with `data-text` gets that text, then `draw` does the rest. */
  drawPage(draw: () => void): void;
}

/** In every language the same keys as in English. */
export const pageTexts = <Key extends string>(
  all: Readonly<Record<Language, Readonly<Record<Key, string>>>>,
): PageTexts<Key> => {
  const text: PageTexts<Key>['text'] = (key, values = {}) =>
    all[language()][key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
  const isKey = (key: string | undefined): key is Key => key !== undefined && key in all.en;

  return {
    text,
    drawPage(draw) {
      const drawAll = (): void => {
        for (const element of document.querySelectorAll<HTMLElement>('[data-text]')) {
          const key = element.dataset.text;
          if (isKey(key)) element.textContent = text(key);
        }
        draw();
      };
      document.addEventListener('preferences-change', drawAll);
      drawAll();
    },
  };
};
