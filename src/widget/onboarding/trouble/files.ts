import type { Files } from '../../words.ts';
import type { Texts } from './texts/en.ts';

export const files: Files<Texts> = {
  en: () => import('./texts/en.ts'),
  da: () => import('./texts/da.ts'),
  sv: () => import('./texts/sv.ts'),
  nb: () => import('./texts/nb.ts'),
  fi: () => import('./texts/fi.ts'),
};
