import type { Language } from '../protocol/words.ts';

const bases: Readonly<Record<string, Language>> = {
  en: 'en',
  da: 'da',
  sv: 'sv',
  nb: 'nb',
  no: 'nb',
  nn: 'nb',
  fi: 'fi',
};

export interface Locale {
  readonly language: Language;
  /** For `Intl`: what was asked for, as far as it is a tag of our language. */
  readonly tag: string;
}

/** The nearest `lang` around an element, across shadow roots. */
const langAround = (element: Element): string => {
  const near = element.closest<HTMLElement>('[lang]');
  if (near !== null) return near.lang;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? langAround(root.host) : '';
};

const canonical = (tag: string): string | undefined => {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
};

/** The page's language where we speak it, else the first of the browser's that we speak, else English. */
export const localeOf = (element: Element): Locale => {
  for (const tag of [langAround(element), ...navigator.languages]) {
    const known = canonical(tag);
    const language = known && bases[known.split('-')[0] ?? ''];
    if (known && language) return { language, tag: known.startsWith(language) ? known : language };
  }
  return { language: 'en', tag: 'en' };
};
