import type { texts as en } from './en.ts';

export type DeskTexts = Readonly<Record<keyof typeof en, string>>;
export type DeskKey = keyof DeskTexts;
