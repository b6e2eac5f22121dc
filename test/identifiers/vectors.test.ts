import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { checkBankgiro } from '../../src/identifiers/bankgiro.ts';
import { bankOf, checkClearing } from '../../src/identifiers/clearing.ts';
import { checkCpr } from '../../src/identifiers/cpr.ts';
import { checkCvr } from '../../src/identifiers/cvr.ts';
import { checkFodselsnummer } from '../../src/identifiers/fodselsnummer.ts';
import { checkHetu } from '../../src/identifiers/hetu.ts';
import { checkIban } from '../../src/identifiers/iban.ts';
import { checkInterimsnummer } from '../../src/identifiers/interimsnummer.ts';
import { checkNorwegianAccount } from '../../src/identifiers/norwegian-account.ts';
import { checkNorwegianOrgnr } from '../../src/identifiers/norwegian-orgnr.ts';
import { checkPersonnummer } from '../../src/identifiers/personnummer.ts';
import { checkPlusgiro } from '../../src/identifiers/plusgiro.ts';
import { checkSamordningsnummer } from '../../src/identifiers/samordningsnummer.ts';
import { checkSwedishAccount } from '../../src/identifiers/swedish-account.ts';
import { checkSwedishOrgnr } from '../../src/identifiers/swedish-orgnr.ts';
import type { Verdict } from '../../src/identifiers/verdict.ts';
import { checkYTunnus } from '../../src/identifiers/y-tunnus.ts';
import { type Vector, vectors } from './vectors.ts';

/** The year in which the vectors were compiled: it tells the century of a ten-digit Swedish number. */
const year = 2026;

const checkPerson = ({ input, kind }: Vector): Verdict => {
  if (kind === 'samordningsnummer') return checkSamordningsnummer(input, year);
  return kind === 'interim' ? checkInterimsnummer(input, year) : checkPersonnummer(input, year);
};

const checks: Readonly<Record<string, (vector: Vector) => Verdict>> = {
  'dk-cpr': ({ input }) => checkCpr(input),
  'dk-cvr': ({ input }) => checkCvr(input),
  'fi-hetu': ({ input }) => checkHetu(input),
  'fi-ytunnus': ({ input }) => checkYTunnus(input),
  'no-fodselsnummer': ({ input }) => checkFodselsnummer(input),
  'no-kontonummer': ({ input }) => checkNorwegianAccount(input),
  'no-orgnr': ({ input }) => checkNorwegianOrgnr(input),
  'se-bankgiro': ({ input }) => checkBankgiro(input),
  'se-orgnr': ({ input }) => checkSwedishOrgnr(input, year),
  'se-personnummer': checkPerson,
  'se-plusgiro': ({ input }) => checkPlusgiro(input),
  iban: ({ input }) => checkIban(input),
};

for (const [name, check] of Object.entries(checks)) {
  test(`every ${name} vector with a verdict gets that verdict, without a warning`, () => {
    for (const vector of vectors(name)) {
      if (vector.valid === null) continue;
      const verdict = check(vector);
      assert.equal(verdict.ok, vector.valid, vector.input);
      if (verdict.ok) assert.equal(verdict.warning, null, vector.input);
    }
  });
}

test('where the sources leave the verdict open, nobody is refused who may be real', () => {
  const taken = {
    '010136-9111': checkCpr('010136-9111'),
    '131052A308T': checkHetu('131052A308T'),
    '131052B308T': checkHetu('131052B308T'),
    '080297-915A': checkHetu('080297-915A', { temporary: true }),
  };
  const open = [...vectors('dk-cpr'), ...vectors('fi-hetu')].filter(({ valid }) => valid === null);
  assert.deepEqual(
    open.map(({ input }) => input),
    Object.keys(taken),
  );
  for (const [input, { ok }] of Object.entries(taken)) assert.ok(ok, input);
});

test('a temporary HETU is taken only where it is asked for', () => {
  assert.deepEqual(checkHetu('080297-915A'), { ok: false, reason: 'range' });
});

test('the IBAN of the Swedish structure table is taken', () => {
  const table = JSON.parse(readFileSync(new URL('vectors/se-iban-structure.json', import.meta.url), 'utf8'));
  for (const { iban, valid } of table.vectors) assert.equal(checkIban(iban).ok, valid, iban);
});

/** What the two fields of a Swedish account say together. */
const swedishAccount = ({ clearing = '', account = '' }: Vector): string => {
  const first = checkClearing(clearing);
  if (!first.ok) return first.reason;
  const second = checkSwedishAccount(first.value, account);
  return second.ok ? (first.warning ?? second.warning ?? 'fits') : second.reason;
};

const expected = ({ valid, reason, tags = [] }: Vector): string => {
  if (tags.includes('retired-from-2024-list')) return 'range';
  if (valid) return 'fits';
  return reason === 'length' ? 'length' : 'check_digit';
};

test('every Swedish account vector fits, or warns of its check digit, or has the wrong length', () => {
  for (const vector of vectors('se-bank-account')) {
    assert.equal(swedishAccount(vector), expected(vector), vector.input);
  }
});

const firstWord = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z]/)[0] ?? '';

test('every Swedish account vector has its bank; a series that was closed has none', () => {
  for (const { clearing = '', bank = '', tags = [] } of vectors('se-bank-account')) {
    const name = bankOf(clearing.slice(0, 4));
    if (tags.includes('retired-from-2024-list')) assert.equal(name, null, clearing);
    else if (bank === 'PLUSGIRO') assert.equal(name, 'Nordea Plusgirot', clearing);
    else assert.equal(firstWord(name ?? ''), firstWord(bank), clearing);
  }
});
