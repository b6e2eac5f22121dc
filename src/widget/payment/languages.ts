import type { Texts } from '../texts/texts.ts';
import type { Files } from '../words.ts';

export { texts as english } from '../texts/en.ts';

/** A file per language. English is here already, but for what is said later. */
export const files: Files<Texts> = {
  en: () => import('../texts/en-later.ts'),
  da: () => import('../texts/da.ts'),
  sv: () => import('../texts/sv.ts'),
  nb: () => import('../texts/nb.ts'),
  fi: () => import('../texts/fi.ts'),
};
