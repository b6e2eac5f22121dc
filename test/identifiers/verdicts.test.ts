import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkBankgiro } from '../../src/identifiers/bankgiro.ts';
import { checkCvr } from '../../src/identifiers/cvr.ts';
import { checkDanishAccount, checkRegistrationNumber } from '../../src/identifiers/danish-account.ts';
import { checkFodselsnummer } from '../../src/identifiers/fodselsnummer.ts';
import { checkHetu } from '../../src/identifiers/hetu.ts';
import { checkIban } from '../../src/identifiers/iban.ts';
import { checkInterimsnummer } from '../../src/identifiers/interimsnummer.ts';
import { checkNorwegianAccount } from '../../src/identifiers/norwegian-account.ts';
import { checkNorwegianOrgnr } from '../../src/identifiers/norwegian-orgnr.ts';
import { checkPersonnummer } from '../../src/identifiers/personnummer.ts';
import { checkPlusgiro } from '../../src/identifiers/plusgiro.ts';
import { checkSamordningsnummer } from '../../src/identifiers/samordningsnummer.ts';
import { checkSwedishOrgnr } from '../../src/identifiers/swedish-orgnr.ts';
import type { Verdict } from '../../src/identifiers/verdict.ts';
import { checkYTunnus } from '../../src/identifiers/y-tunnus.ts';

interface Example {
  readonly check: (typed: string) => Verdict;
  /** Ways to write numbers, each with the normal form. */
  readonly normal: Readonly<Record<string, string>>;
  /** Wrong numbers, each with the reason. */
  readonly wrong: Readonly<Record<string, string>>;
}

const inYear =
  (check: (typed: string, thisYear: number) => Verdict, year: number) =>
  (typed: string): Verdict =>
    check(typed, year);

const examples: Readonly<Record<string, Example>> = {
  CVR: {
    check: checkCvr,
    normal: { '13 74 81 36': '13748136', 'dk-13748136': '13748136' },
    wrong: {
      '': 'empty',
      '1374813x': 'characters',
      '1374813': 'length',
      '13748137': 'check_digit',
      '00000019': 'check_digit',
    },
  },
  'registration number': {
    check: checkRegistrationNumber,
    normal: { '0040': '0040' },
    wrong: { ' ': 'empty', '00a0': 'characters', '040': 'length', '00400': 'length' },
  },
  'Danish account': {
    check: checkDanishAccount,
    normal: { '440116243': '0440116243', '0440 116 243': '0440116243', '1': '0000000001' },
    wrong: { '': 'empty', DK44: 'characters', '12345678901': 'length' },
  },
  personnummer: {
    check: inYear(checkPersonnummer, 2026),
    normal: {
      '811228-9874': '198112289874',
      '8112289874': '198112289874',
      ' 19811228-9874 ': '198112289874',
      '811228–9874': '198112289874',
      '121212+1212': '191212121212',
      '121212-1212': '201212121212',
      '260101-0016': '202601010016',
    },
    wrong: {
      '': 'empty',
      '811228 9874': 'characters',
      '811228-987': 'length',
      '19811228987': 'length',
      '811328-9874': 'date',
      '20271228-9874': 'date',
      '18261228-9874': 'date',
      '150916-0006': 'range',
      '811228-9875': 'check_digit',
      '730288-9931': 'date',
      '20000101R220': 'characters',
    },
  },
  'personnummer, twenty years on': {
    check: inYear(checkPersonnummer, 2046),
    normal: { '260101-0016': '202601010016', '260101+0016': '192601010016' },
    wrong: {},
  },
  samordningsnummer: {
    check: inYear(checkSamordningsnummer, 2026),
    normal: { '730288-9931': '197302889931', '194700822390': '194700822390' },
    wrong: {
      '': 'empty',
      '811228-9874': 'date',
      '731388-9931': 'date',
      '730292-9931': 'date',
      '730288-9932': 'check_digit',
    },
  },
  interimsnummer: {
    check: inYear(checkInterimsnummer, 2026),
    normal: { '000101-r220': '20000101R220' },
    wrong: {
      '000101-A220': 'characters',
      '000101-1220': 'characters',
      '000101-R221': 'check_digit',
      '001301-R220': 'date',
    },
  },
  'Swedish organisation number': {
    check: inYear(checkSwedishOrgnr, 2026),
    normal: {
      '556016-0680': '5560160680',
      '16556016-0680': '5560160680',
      '491210-9958': '194912109958',
      '790688-9972': '197906889972',
    },
    wrong: {
      '': 'empty',
      '556016-068x': 'characters',
      '556016068': 'length',
      '556016-0681': 'check_digit',
      '551316-0680': 'date',
      '491210-9959': 'check_digit',
    },
  },
  bankgiro: {
    check: checkBankgiro,
    normal: { '640-5070': '6405070', '0006405070': '6405070', '5402-9681': '54029681' },
    wrong: {
      '': 'empty',
      '640-507x': 'characters',
      '640-507': 'length',
      '00000000': 'length',
      '640-5071': 'check_digit',
    },
  },
  plusgiro: {
    check: checkPlusgiro,
    normal: { '28 65 43-4': '2865434', '4-2': '42', '0000000042': '42' },
    wrong: { '': 'empty', '4-x': 'characters', '0-0': 'length', '123456782': 'length', '4-3': 'check_digit' },
  },
  'Y-tunnus': {
    check: checkYTunnus,
    normal: { '1643256-1': '1643256-1', FI16432561: '1643256-1', '114162-2': '0114162-2' },
    wrong: { '': 'empty', '1643256-x': 'characters', '1141622': 'length', '1643256-2': 'check_digit' },
  },
  HETU: {
    check: (typed) => checkHetu(typed),
    normal: {
      '131052-308t': '131052-308T',
      '131052–308T': '131052-308T',
      '131022B3082': '131022B3082',
      '290200F3088': '290200F3088',
    },
    wrong: {
      '': 'empty',
      '131052/308T': 'characters',
      '131052308T': 'length',
      '300252-308T': 'date',
      '290200-308T': 'date',
      '290200+3088': 'date',
      '131052-001W': 'range',
      '131052-900P': 'range',
      '131052-308U': 'check_digit',
    },
  },
  'Norwegian organisation number': {
    check: checkNorwegianOrgnr,
    normal: { '988 077 917': '988077917', 'NO 988 077 917 MVA': '988077917' },
    wrong: { '': 'empty', '98807791x': 'characters', '98807791': 'length', '988077918': 'check_digit' },
  },
  'Norwegian account': {
    check: checkNorwegianAccount,
    normal: { '8601.11.17947': '86011117947', '0000 1000009': '00001000009' },
    wrong: {
      '': 'empty',
      '8601x': 'characters',
      '8601111794': 'length',
      '86011117948': 'check_digit',
      '00001000008': 'check_digit',
    },
  },
  fødselsnummer: {
    check: checkFodselsnummer,
    normal: {
      '130972 48022': '13097248022',
      '02013299997': '02013299997',
      '70108299914': '70108299914',
      '29020050088': '29020050088',
      '13097200062': '13097200062',
    },
    wrong: {
      '': 'empty',
      '1309724802x': 'characters',
      '1309724802': 'length',
      '13137248022': 'date',
      '40097248022': 'date',
      '13097248032': 'check_digit',
      '13097248023': 'check_digit',
      '13097200070': 'check_digit',
      '81097248022': 'date',
    },
  },
  IBAN: {
    check: checkIban,
    normal: {
      'se45 5000 0000 0583 9825 7466': 'SE4550000000058398257466',
      'NO 44 1850.05.14562': 'NO4418500514562',
    },
    wrong: {
      '': 'empty',
      '4550000000058398257466': 'characters',
      'SE45 5000 0000 0583 9825 746_': 'characters',
      SE455000000005839825746: 'length',
      ZZ12345: 'length',
      SE4550000000058398257467: 'check_digit',
    },
  },
};

for (const [name, { check, normal, wrong }] of Object.entries(examples)) {
  test(`${name}: however it is written, it has one normal form`, () => {
    for (const [typed, value] of Object.entries(normal)) {
      assert.deepEqual(check(typed), { ok: true, value, warning: null }, typed);
      assert.deepEqual(check(value), { ok: true, value, warning: null }, 'the normal form is its own');
    }
  });

  test(`${name}: what is wrong is told apart`, () => {
    for (const [typed, reason] of Object.entries(wrong)) {
      assert.deepEqual(check(typed), { ok: false, reason }, typed);
    }
  });
}

test('an IBAN of a country that the list does not have is taken with a warning', () => {
  assert.deepEqual(checkIban('ZZ4986011117948'), { ok: false, reason: 'check_digit' });
  assert.deepEqual(checkIban('ZZ4986011117947'), { ok: true, value: 'ZZ4986011117947', warning: 'range' });
});

test('check digits 00, 01 and 99 are no check digits of an IBAN, though the remainder is right', () => {
  const twins = [
    ['SE02', 'SE99'],
    ['SE97', 'SE00'],
    ['SE98', 'SE01'],
  ] as const;
  for (const [real, twin] of twins) {
    const rest = [...Array(10_000).keys()]
      .map((number) => String(number).padStart(20, '5'))
      .find((digits) => checkIban(real + digits).ok);
    assert.ok(rest, real);
    assert.deepEqual(checkIban(twin + rest), { ok: false, reason: 'check_digit' });
  }
});
