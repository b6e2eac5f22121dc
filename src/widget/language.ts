import { type Language, languages } from '../protocol/words.ts';

/** The nearest `lang` around an element, across shadow roots. */
const langAround = (element: Element): string => {
  const near = element.closest<HTMLElement>('[lang]');
  if (near !== null) return near.lang;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? langAround(root.host) : '';
};

/** The page's language where we speak it, else the first of the browser's that we speak, else English. */
export const languageOf = (element: Element): Language => {
  for (const tag of [langAround(element), ...navigator.languages]) {
    // Both kinds of Norwegian, and Norwegian without a kind, are served in bokmål.
    const base = tag
      .toLowerCase()
      .replace(/[-_].*/, '')
      .replace(/^n[no]$/, 'nb');
    const language = languages.find((one) => one === base);
    if (language) return language;
  }
  return 'en';
};

/** For `Intl`. The payments are European, so English dates are British ones. */
export const localeOf = (language: Language): string => (language === 'en' ? 'en-GB' : language);
