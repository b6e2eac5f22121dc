import { compact, fine, type Verdict, wrong } from './verdict.ts';

/** `fewest` to `most` digits, and what people put between them. The bare digits are the value. */
export const readDigits = (typed: string, fewest: number, most = fewest): Verdict => {
  const value = compact(typed);
  if (value === '') return wrong('empty');
  if (!/^\d+$/.test(value)) return wrong('characters');
  return value.length < fewest || value.length > most ? wrong('length') : fine(value);
};
