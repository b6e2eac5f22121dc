import type { TextKey } from '../texts/texts.ts';

/** What every screen is given beside its state: words, the language to format in, and what a press may do. */
export interface View {
  /** The text of that key, its `{names}` filled in. */
  readonly t: (key: TextKey, values?: Readonly<Record<string, string>>) => string;
  /** For `Intl`. */
  readonly locale: string;
  /** `web`, `agent` or `pos`: how to lay it out. */
  readonly surface: string;
  readonly act: Actions;
}

export interface Actions {
  readonly identify: () => void;
  readonly send: () => void;
  readonly changeDebtor: () => void;
  readonly cancel: () => void;
  readonly restart: () => void;
}
