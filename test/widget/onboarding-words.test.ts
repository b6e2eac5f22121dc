import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Operation } from '../../src/backend/edge/openapi-parts.ts';
import { onboardingOperations } from '../../src/backend/onboarding/operations.ts';
import {
  accountStates,
  applicationLinks,
  caseStatuses,
  featureIds,
  featureStatuses,
  onboardingCountries,
  onboardingStatuses,
  optionIds,
  optionStatuses,
  payoutIntervals,
  personRoles,
  preconditionIds,
  stepFaults,
  stepIds,
  stepStates,
  uploadKinds,
} from '../../src/protocol/onboarding-words.ts';
import { languages, problems } from '../../src/protocol/words.ts';
import { optionRows } from '../../src/providers/dintero/options.ts';
import { brands } from '../../src/widget/onboarding/brands.ts';
import { problemText } from '../../src/widget/onboarding/trouble/problem-words.ts';

type Texts = Readonly<Record<string, string>>;
const rooms = [
  '',
  'terms/',
  'sign-up/',
  'company/',
  'people/',
  'payments/',
  'options/',
  'documents/',
  'summary/',
  'trouble/',
  'list/',
  'invite/',
];

const read = async (room: string, language: string): Promise<Texts> =>
  (await import(`../../src/widget/onboarding/${room}texts/${language}.ts`)).texts;

const namesIn = (text: string): string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => String(name)).sort();

const fields = optionRows.flatMap((row) => row.fields);

/** Whatever the backend may say, by the room that says it. */
const said: Readonly<Record<string, readonly string[]>> = {
  '': [...stepIds, ...stepStates.map((one) => `state_${one}`)],
  'trouble/': [
    ...stepFaults.map((one) => `fault_${one}`),
    ...[...Object.keys(problems), 'unreachable', 'answer_invalid', 'task_missing'].map(problemText),
  ],
  'company/': onboardingCountries.map((one) => `number_${one}`),
  'people/': [...personRoles, ...onboardingCountries.map((one) => `number_${one}`)],
  'payments/': [
    ...caseStatuses.map((one) => `case_${one}`),
    ...applicationLinks.map((one) => `link_${one}`),
    ...payoutIntervals,
  ],
  'options/': [
    ...optionStatuses.map((one) => `option_${one}`),
    ...preconditionIds.map((one) => `needs_${one}`),
    ...featureStatuses.map((one) => `feature_${one}`),
    ...featureIds.filter((one) => brands[one] === undefined).map((one) => `feature_${one}`),
    ...optionIds.filter((one) => brands[one] === undefined),
    ...fields.map(({ id }) => id),
    ...fields.flatMap(({ choices = [] }) => choices.map((one) => `choice_${one.split('.').at(-1)}`)),
  ],
  'documents/': uploadKinds.flatMap((one) => [one, `${one}Hint`]),
  'summary/': [
    ...onboardingStatuses.flatMap((one) => [`status_${one}`, `status_${one}Text`]),
    ...accountStates.map((one) => `account_${one}`),
    ...optionStatuses.map((one) => `option_${one}`),
  ],
};

for (const language of languages) {
  test(`every step says everything in ${language}, and fills in what English fills in`, async () => {
    for (const room of rooms) {
      const [texts, en] = await Promise.all([read(room, language), read(room, 'en')]);
      const names = (one: Texts) => Object.entries(one).map(([key, text]) => [key, namesIn(text)]);
      assert.deepEqual(names(texts).sort(), names(en).sort(), room);
      assert.deepEqual(
        Object.entries(texts).filter(([, text]) => text.trim() === ''),
        [],
        room,
      );
    }
  });

  test(`every case, option, fault and problem has a text in ${language}`, async () => {
    for (const [room, keys] of Object.entries(said)) {
      const texts = await read(room, language);
      assert.deepEqual(
        keys.filter((key) => !(key in texts)),
        [],
        room,
      );
    }
  });
}

/** What only a developer of the page can do anything about. */
const developers = ['header_invalid', 'idempotency_key_missing', 'query_invalid'];

test('whatever a write may be answered has a text of its own, but for what only a developer can mend', () => {
  const codes = new Set([
    ...Object.values<Operation>(onboardingOperations).flatMap(({ problems: all = [] }) => all),
    ...['unreachable', 'rate_limited', 'unavailable', 'internal_error', 'token_expired'],
  ]);
  const unsaid = [...codes].filter((code) => problemText(code) === 'problemSetup');
  assert.deepEqual(unsaid.sort(), developers.filter((code) => unsaid.includes(code)).sort());
  assert.ok(codes.has('code_wrong') && codes.has('not_possible_now'));
});

test('Danish never says mandat', async () => {
  const all = await Promise.all(rooms.map((room) => read(room, 'da')));
  assert.doesNotMatch(all.flatMap((texts) => Object.values(texts)).join(' '), /mandat/i);
});
