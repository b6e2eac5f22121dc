/** What a screen is given beside its state: words, the language to format in, and what a press may do. */
export interface View<Key extends PropertyKey, Event> {
  /** The text of that key, its `{names}` filled in. */
  readonly t: (key: Key, values?: Readonly<Record<string, string>>) => string;
  /** For `Intl`. */
  readonly locale: string;
  readonly send: (event: Event) => void;
}
