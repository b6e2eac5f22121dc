import type { Fault } from './fault.ts';

export const onboardingElement: readonly Fault[] = [
  {
    why: 'whoever gets another name loses their national number',
    file: 'src/widget/onboarding/people/editor.ts',
    find: '...(person === undefined ? {} : { id: person.id }),',
    replace: '',
    noticedBy: ['widget/onboarding.all'],
  },
  {
    why: 'father and son of one name have the same national number',
    file: 'src/backend/onboarding/facts.ts',
    find: 'const isFree = (one: ShownPerson) => !claimed.has(one.id);',
    replace: 'const isFree = (_: ShownPerson) => true;',
    noticedBy: ['backend/onboarding'],
  },
  {
    why: 'what a note says is kept unsealed',
    file: 'src/backend/onboarding/notes.ts',
    find: 'const sealed = await vault.seal(text, contextOf(id, note.id));',
    replace: 'const sealed = text;',
    noticedBy: ['backend/onboarding'],
  },
  {
    why: 'a note whose answer was lost is written again by a retry',
    file: 'src/flow/merchants.ts',
    find: "if (refused.wish.kind === 'note' && state.at === 'merchant') {",
    replace: "if (refused.wish.kind === 'notes' && state.at === 'merchant') {",
    noticedBy: ['flow/merchants'],
  },
  {
    why: 'an older reading of a merchant takes the place of a newer one',
    file: 'src/flow/merchants.ts',
    find: 'revision > (known.get(id)?.revision ?? 0)',
    replace: 'revision > 0',
    noticedBy: ['flow/merchants'],
  },
  {
    why: 'a session for the list is shown the steps of a merchant',
    file: 'src/widget/onboarding/perform.ts',
    find: "session.tasks[0]?.view !== 'merchant'",
    replace: "session.tasks[0]?.view === 'merchant'",
    noticedBy: ['widget/onboarding-list'],
  },
  {
    why: 'whoever was too fast with a second code is told that there is no connection',
    file: 'src/widget/onboarding/wire.ts',
    find: "error.trouble.code === 'rate_limited'",
    replace: "error.trouble.code === 'unavailable'",
    noticedBy: ['widget/onboarding-keyboard'],
  },
  {
    why: 'the second code is never asked for on another device',
    file: 'src/flow/onboarding-steps.ts',
    find: "if (id === 'sign_up' && onboarding.code?.purpose === 'second_factor') return true;",
    replace: '',
    noticedBy: ['flow/onboarding'],
  },
  {
    why: 'the page is told that it is ready before there is anything to use',
    file: 'src/flow/onboarding-news.ts',
    find: 'const isReady = is.loaded.length > 0;',
    replace: 'const isReady = true;',
    noticedBy: ['flow/onboarding'],
  },
  {
    why: 'the draft of a note stays in its field once it is written',
    file: 'src/widget/onboarding/merchant/merchant.ts',
    find: "if (wish.kind === 'note') drafts.delete(wish.merchant);",
    replace: 'void wish;',
    noticedBy: ['widget/onboarding-list'],
  },
];
