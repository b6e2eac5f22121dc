import { texts as early } from './en.ts';
import { texts as later } from './en-later.ts';
import type { Texts } from './texts.ts';
export const texts: Texts = { ...early, ...later };
