import type { Texts } from './texts/en.ts';

/** A text of the till's own, its `{names}` filled in. */
export type Say = (key: keyof Texts, values?: Readonly<Record<string, string>>) => string;
