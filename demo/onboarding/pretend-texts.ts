import { pageTexts } from '../page/texts.ts';
import { da } from './pretend-texts/da.ts';
import { en } from './pretend-texts/en.ts';
import { fi } from './pretend-texts/fi.ts';
import { nb } from './pretend-texts/nb.ts';
import { sv } from './pretend-texts/sv.ts';

export const { text, drawPage } = pageTexts({ en, da, sv, nb, fi });
