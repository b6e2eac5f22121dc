import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type languages,
  mandateStatuses,
  paymentStatuses,
  reasonCodes,
  stages,
} from '../../src/protocol/words.ts';
import { texts as da } from '../../src/widget/texts/da.ts';
import { texts as en } from '../../src/widget/texts/en.ts';
import { texts as fi } from '../../src/widget/texts/fi.ts';
import { texts as nb } from '../../src/widget/texts/nb.ts';
import { texts as sv } from '../../src/widget/texts/sv.ts';
import { fill, type Texts } from '../../src/widget/texts/texts.ts';

const all: Readonly<Record<(typeof languages)[number], Texts>> = { en, da, sv, nb, fi };

const namesIn = (text: string): string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => String(name)).sort();

for (const [language, texts] of Object.entries(all)) {
  test(`${language} says everything, and nothing else`, () => {
    assert.deepEqual(Object.keys(texts).sort(), Object.keys(en).sort());
    assert.deepEqual(
      Object.entries(texts).filter(([, text]) => text.trim() === ''),
      [],
    );
  });

  test(`${language} fills in what English fills in`, () => {
    const names = (one: Texts) => Object.entries(one).map(([key, text]) => [key, namesIn(text)]);
    assert.deepEqual(names(texts).sort(), names(en).sort());
  });

  test(`${language} has words for everything that the protocol may say`, () => {
    const keys = [
      ...reasonCodes,
      ...stages.flatMap((stage) => [stage, `${stage}Long`]),
      ...paymentStatuses.flatMap((status) => [`${status}Title`, `${status}Text`]),
      ...mandateStatuses.map((status) => `mandate_${status}`),
    ];
    assert.deepEqual(
      keys.filter((key) => !(key in texts)),
      [],
    );
  });
}

test('Danish never says mandat', () => {
  assert.doesNotMatch(Object.values(da).join(' '), /mandat/i);
});

test('a name without a value stays as it is', () => {
  assert.equal(fill('{a} to {b}', { a: '1' }), '1 to {b}');
});
