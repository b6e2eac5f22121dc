import type { texts as en } from './en.ts';
import type { texts as later } from './en-later.ts';

/** What is there from the beginning, and what is there before the payment can be sent. */
export type EarlyTexts = Readonly<typeof en>;
export type Texts = EarlyTexts & Readonly<typeof later>;
export type TextKey = keyof Texts;

/** A text with its `{names}` filled in; a name without a value stays as it is. */
export const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
