import type { Files } from '../../words.ts';
import { files as shared } from '../files.ts';
import type { Texts as Summary } from '../summary/texts/en.ts';
import type { Texts as Shared } from '../texts/en.ts';
import type { Texts as Own } from './texts/en.ts';
import { together } from './together.ts';

const summary: Files<Summary> = {
  en: () => import('../summary/texts/en.ts'),
  da: () => import('../summary/texts/da.ts'),
  sv: () => import('../summary/texts/sv.ts'),
  nb: () => import('../summary/texts/nb.ts'),
  fi: () => import('../summary/texts/fi.ts'),
};

const own: Files<Own> = {
  en: () => import('./texts/en.ts'),
  da: () => import('./texts/da.ts'),
  sv: () => import('./texts/sv.ts'),
  nb: () => import('./texts/nb.ts'),
  fi: () => import('./texts/fi.ts'),
};

export type Texts = Shared & Summary & Own;

/** States are called as the merchant reads them; some steps are called otherwise when they are somebody else's. */
export const files: Files<Texts> = together(together(shared, summary), own);
