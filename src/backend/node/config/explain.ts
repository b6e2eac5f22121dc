import type * as z from 'zod';
import { nearestName } from './nearest-name.ts';
import type { Path, Problem } from './problem.ts';
import { type Schema, schema, within } from './schema.ts';

/** What zod found, in words for the person who writes the file. `issue.input` must be there (`reportInput`). */
export const explain = (issue: z.core.$ZodIssue): readonly Problem[] => {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  if (issue.code !== 'unrecognized_keys') return [{ path, text: wordsOf(issue) }];
  const known = Object.keys(schemaAt(path)?.properties ?? {});
  return issue.keys.map((key) => {
    const meant = nearestName(key, known);
    const hint = meant === undefined ? `known here: ${known.join(', ')}` : `did you mean ${meant}?`;
    return { path: [...path, key], text: `is not known (${hint})` };
  });
};

const schemaAt = (path: Path): Schema | undefined => path.reduce<Schema | undefined>(within, schema);

const types: Readonly<Record<string, string>> = {
  string: 'text in quotation marks',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list: [ … ]',
  object: 'an object: { … }',
};

const wordsOf = (issue: z.core.$ZodIssue): string => {
  switch (issue.code) {
    case 'invalid_type': {
      const expected = types[issue.expected] ?? issue.expected;
      return issue.input === undefined ? `is missing: expected ${expected}` : `must be ${expected}`;
    }
    case 'invalid_value': {
      const allowed = `one of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}`;
      return issue.input === undefined ? `is missing: expected ${allowed}` : `must be ${allowed}`;
    }
    case 'too_small':
      return `must ${limit(issue.origin, 'at least', Number(issue.minimum))}`;
    case 'too_big':
      return `must ${limit(issue.origin, 'at most', Number(issue.maximum))}`;
    case 'invalid_format':
      return formats[issue.format] ?? issue.message;
    default:
      return issue.message;
  }
};

const formats: Readonly<Record<string, string>> = {
  url: 'must be a URL that begins with https://',
  email: 'must be an e-mail address',
};

const limit = (origin: string, bound: string, value: number): string => {
  if (origin === 'string') return `have ${bound} ${value} character${value === 1 ? '' : 's'}`;
  if (origin === 'array') return `have ${bound} ${value} entr${value === 1 ? 'y' : 'ies'}`;
  return `be ${bound} ${value}`;
};
