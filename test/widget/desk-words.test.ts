import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { languages } from '../../src/protocol/words.ts';
import { parseAmount, writeAmount } from '../../src/widget/desk/amount.ts';
import { formatLeft } from '../../src/widget/desk/row.ts';
import { spell } from '../../src/widget/desk/spell.ts';
import { texts as da } from '../../src/widget/desk/texts/da.ts';
import { texts as en } from '../../src/widget/desk/texts/en.ts';
import { texts as fi } from '../../src/widget/desk/texts/fi.ts';
import { texts as nb } from '../../src/widget/desk/texts/nb.ts';
import { texts as sv } from '../../src/widget/desk/texts/sv.ts';
import type { DeskTexts } from '../../src/widget/desk/texts/texts.ts';

const all: Readonly<Record<(typeof languages)[number], DeskTexts>> = { en, da, sv, nb, fi };

const namesIn = (text: string): string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => String(name)).sort();

for (const [language, texts] of Object.entries(all)) {
  test(`the board says everything in ${language}, and fills in what English fills in`, () => {
    const names = (one: DeskTexts) => Object.entries(one).map(([key, text]) => [key, namesIn(text)]);
    assert.deepEqual(names(texts).sort(), names(en).sort());
    assert.deepEqual(
      Object.entries(texts).filter(([, text]) => text.trim() === ''),
      [],
    );
  });

  test(`every letter has its word in ${language}`, () => {
    const words = texts.alphabet.split(' ');
    const odd = words.filter((word, at) => word[0] !== String.fromCharCode(65 + at));
    assert.equal(words.length, 26);
    // Letters that a language has no name for, it names otherwise.
    assert.deepEqual(odd, { nb: ['Enkelt-V', 'Dobbelt-W'], fi: ['Kuu', 'Äksä', 'Tseta'] }[language] ?? []);
  });
}

test('a code is spelled letter by letter', () => {
  assert.equal(spell('7QK4', en.alphabet), '7 – Quebec – Kilo – 4');
  assert.equal(spell('7QK4', da.alphabet), '7 – Quintus – Karen – 4');
});

test('Danish never says mandat', () => {
  assert.doesNotMatch(Object.values(da).join(' '), /mandat/i);
});

/** Typed, in which locale, what it is in øre; undefined: refused. */
const amounts: readonly (readonly [typed: string, locale: string, value: number | undefined])[] = [
  ['1234,5', 'da', 123_450],
  ['1.234,50', 'da', 123_450],
  ['1.50', 'da', undefined],
  ['1.2345', 'da', undefined],
  ['1,234.50', 'en-GB', 123_450],
  ['1.234,50', 'en-GB', undefined],
  ['1,23', 'en-GB', undefined],
  ['1 234,50', 'sv', 123_450],
  ['1\u{a0}234,50', 'nb', 123_450],
  ['1 234,50', 'fi', 123_450],
  ['0,29', 'fi', 29],
  ['4,35', 'da', 435],
  ['1,005', 'da', undefined],
  ['0', 'da', undefined],
  ['-1', 'da', undefined],
  ['1e3', 'da', undefined],
  ['', 'da', undefined],
];

test('an amount is read as the language writes it, exactly, and never guessed', () => {
  for (const [typed, locale, value] of amounts) {
    assert.equal(parseAmount(typed, locale, 'DKK'), value, `${typed} in ${locale}`);
  }
});

test('what is written is read back as the same, in every language', () => {
  for (const locale of ['en-GB', 'da', 'sv', 'nb', 'fi']) {
    for (const value of [1, 29, 435, 123_450, 100_000_001]) {
      assert.equal(parseAmount(writeAmount(value, locale, 'DKK'), locale, 'DKK'), value);
    }
  }
});

test('time left is shown as on a stopwatch', () => {
  assert.deepEqual([5, 65, 3600, 86_399].map(formatLeft), ['0:05', '1:05', '1:00:00', '23:59:59']);
});
