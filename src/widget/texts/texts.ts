import type { texts } from './en.ts';

export type Texts = Readonly<typeof texts>;
export type TextKey = keyof Texts;

/** A text with its `{names}` filled in; a name without a value stays as it is. */
export const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
