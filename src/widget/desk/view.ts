import type { DeskKey } from './texts/texts.ts';

/** Words, and the language to format in. */
export interface DeskView {
  /** The text of that key, its `{names}` filled in. */
  readonly t: (key: DeskKey, values?: Readonly<Record<string, string>>) => string;
  /** For `Intl`. */
  readonly locale: string;
}
