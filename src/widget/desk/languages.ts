import type { Files } from '../words.ts';
import type { DeskTexts } from './texts/texts.ts';

/** A file per language. Nothing is said before one has come. */
export const files: Files<DeskTexts> = {
  en: () => import('./texts/en.ts'),
  da: () => import('./texts/da.ts'),
  sv: () => import('./texts/sv.ts'),
  nb: () => import('./texts/nb.ts'),
  fi: () => import('./texts/fi.ts'),
};
