import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { type Schema, schema, within } from '../../../../src/backend/node/config/schema.ts';

/** A place in the configuration that holds a value, or a list of values. */
interface Key {
  readonly name: string;
  readonly value: string;
  readonly standard: string;
}

const words: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'number',
  boolean: 'true or false',
};

const codeOf = (value: unknown): string => `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;

const wordFor = (one: Schema): string => {
  if (one.secret === true) return 'secret';
  return one.enum?.map(codeOf).join(', ') ?? words[String(one.type)] ?? 'nobody knows what';
};

const keysOf = (place: Schema, name: string, isRequired: boolean): readonly Key[] => {
  if (place.type === 'object') {
    return Object.keys(place.properties ?? {}).flatMap((key) => {
      const inner = within(place, key);
      assert(inner !== undefined);
      return keysOf(inner, name === '' ? key : `${name}.${key}`, place.required?.includes(key) ?? false);
    });
  }
  const item = within(place, 0);
  if (item?.type === 'object') return keysOf(item, `${name}[]`, true);
  const standard = isRequired ? 'required' : place.default === undefined ? '–' : codeOf(place.default);
  return [{ name, value: item === undefined ? wordFor(place) : `list of ${wordFor(item)}`, standard }];
};

test('docs/configuration.md names every key that there is and no other, with its value and its default', () => {
  const rows = readFileSync('docs/configuration.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([, name = '', value, standard]) => ({ name: name.replaceAll('`', ''), value, standard }));
  const byName = (a: { name: string }, b: { name: string }): number => a.name.localeCompare(b.name);
  assert.deepEqual(rows.sort(byName), [...keysOf(schema, '', true)].sort(byName));
});
