import { pageTexts } from '../page/texts.ts';
import { da } from './texts/da.ts';
import { en } from './texts/en.ts';
import { fi } from './texts/fi.ts';
import { nb } from './texts/nb.ts';
import { sv } from './texts/sv.ts';

export const { text, drawPage } = pageTexts({ en, da, sv, nb, fi });
