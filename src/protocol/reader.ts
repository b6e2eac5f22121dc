/** Parts of which the browser's readers are made. A reader throws `TypeError` for what is not of its shape. */
export type Reader<T> = (value: unknown) => T;

const refuse = (): never => {
  throw new TypeError('not of the expected shape');
};

export const text: Reader<string> = (value) => (typeof value === 'string' ? value : refuse());
export const flag: Reader<boolean> = (value) => (typeof value === 'boolean' ? value : refuse());
export const whole: Reader<number> = (value) => (Number.isSafeInteger(value) ? Number(value) : refuse());
export const instant: Reader<string> = (value) =>
  Number.isNaN(Date.parse(text(value))) ? refuse() : text(value);
/** An address that a person may be sent to. */
export const link: Reader<string> = (value) => (/^https?:\/\//i.test(text(value)) ? text(value) : refuse());

export const word =
  <const W extends string>(words: readonly W[], neighbour: W): Reader<W> =>
  (value) =>
    words.find((one) => one === text(value)) ?? neighbour;

export const nullable =
  <T>(read: Reader<T>): Reader<T | null> =>
  (value) =>
    value === null ? null : read(value);

export const optional =
  <T>(read: Reader<T>): Reader<T | undefined> =>
  (value) =>
    value === undefined ? undefined : read(value);

/** `isLater`: an entry of a kind that this widget does not know, and leaves out. */
export const list =
  <T>(read: Reader<T>, isLater: (value: unknown) => boolean = () => false): Reader<T[]> =>
  (value) =>
    Array.isArray(value) ? value.filter((one) => !isLater(one)).map(read) : refuse();

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every key of `T` has a reader, and every reader gives what `T` says: so the result is a `T`. */
export const shape =
  <T>(readers: { readonly [K in keyof T]-?: Reader<T[K]> }): Reader<T> =>
  (value) => {
    if (!isObject(value)) return refuse();
    const read: Partial<T> = {};
    for (const key in readers) {
      const part = readers[key](value[key]);
      if (part !== undefined) read[key] = part;
    }
    return read as T;
  };

export const isLaterThan =
  (...words: readonly string[]) =>
  (value: unknown): boolean =>
    typeof value === 'string' && !words.includes(value);

/** `undefined` where the value is not what it should be. */
export const safely =
  <T>(read: Reader<T>) =>
  (value: unknown): T | undefined => {
    try {
      return read(value);
    } catch {
      return undefined;
    }
  };
