/** How a language writes numbers. */
const signsOf = (locale: string) => {
  const parts = new Intl.NumberFormat(locale).formatToParts(12_345.6);
  const sign = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  return { group: sign('group'), decimal: sign('decimal') };
};

const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

const isSpace = (sign: string): boolean => sign.trim() === '';

/**
 * An amount as people of this locale write it, in minor units, exactly: no float is in between. Undefined where it
 * could be read in more than one way: "1.50" is not Danish for anything, and nobody guesses about money.
 */
export const parseAmount = (typed: string, locale: string, currency: string): number | undefined => {
  const { group, decimal } = signsOf(locale);
  const [whole = '', fraction = '', ...more] = typed.trim().split(decimal);
  const digits = digitsOf(currency);
  const separator = isSpace(group) ? String.raw`\s` : `\\${group}`;
  const isWhole = new RegExp(String.raw`^(\d+|\d{1,3}(${separator}\d{3})+)$`).test(whole);
  if (more.length > 0 || !isWhole || !/^\d*$/.test(fraction) || fraction.length > digits) return undefined;
  const value = Number(whole.replace(/\D/g, '') + fraction.padEnd(digits, '0'));
  return Number.isSafeInteger(value) && value > 0 ? value : undefined;
};

/** The same amount as it is written in full, without its currency. */
export const writeAmount = (value: number, locale: string, currency: string): string => {
  const digits = digitsOf(currency);
  const format = new Intl.NumberFormat(locale, { minimumFractionDigits: digits });
  return format.format(value / 10 ** digits);
};
