import type { Money } from '../protocol/primitives.ts';

/** An amount as people of this locale write it. */
export const formatMoney = ({ value, currency }: Money, locale: string): string => {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  return format.format(value / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
};
