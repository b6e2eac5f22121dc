import type { OptionOrder } from '../onboarding-readings.ts';

/** What was filled in in an option's form, and the kroner or euro that go with a country. */

const currencies: Readonly<Record<string, string>> = { NO: 'NOK', SE: 'SEK', DK: 'DKK', FI: 'EUR' };

export const currencyOf = ({ country }: Pick<OptionOrder, 'country'>): string => currencies[country] ?? 'EUR';

export const textOf = ({ values }: OptionOrder, id: string): string | undefined => {
  const value = values[id];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

export const flagOf = ({ values }: OptionOrder, id: string): boolean => values[id] === true;

/** A whole number as the provider takes it: as text. */
export const wholeOf = ({ values }: OptionOrder, id: string): string | undefined => {
  const value = values[id];
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? String(value) : undefined;
};

export const choicesOf = ({ values }: OptionOrder, id: string): readonly string[] => {
  const value = values[id];
  if (typeof value === 'string') return [value];
  return typeof value === 'object' ? value : [];
};

/** The payment options chosen, each in the country's currency. */
export const optionsOf = (order: OptionOrder, types = choicesOf(order, 'payment_options')) =>
  types.map((type) => ({ type, currencies: [currencyOf(order)] }));
