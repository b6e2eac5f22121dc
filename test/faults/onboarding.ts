import type { Fault } from './fault.ts';

export const onboarding: readonly Fault[] = [
  {
    why: 'an agent accepts the terms in the place of the merchant',
    file: 'src/backend/onboarding/routes.ts',
    find: "if (role !== 'merchant') throw new Refusal('token_insufficient');",
    replace: '',
    noticedBy: ['backend/onboarding'],
  },
  {
    why: 'a personal guarantee is accepted in passing, with other documents',
    file: 'src/backend/onboarding/writes.ts',
    find: "if (found.length > 1 && found.some(({ kind }) => kind === 'personal_guarantee'))",
    replace: 'if (found.length > 20)',
    noticedBy: ['backend/onboarding'],
  },
  {
    why: 'codes may be guessed without end',
    file: 'src/backend/onboarding/codes.ts',
    find: 'return { ...code, wrong: code.wrong + 1, triedAt: now };',
    replace: 'return { ...code, triedAt: now };',
    noticedBy: ['backend/onboarding'],
  },
  {
    why: 'an application whose answer was lost is sent again',
    file: 'src/backend/onboarding/follow.ts',
    find: 'const found = job.sentAt === null ? null : await findEffect(provider, row, job, signal);',
    replace: 'const found = job.sentAt === null ? await findEffect(provider, row, job, signal) : null;',
    noticedBy: ['backend/onboarding'],
  },
  {
    why: 'national numbers are kept after the option that asked for them was signed up for',
    file: 'src/backend/onboarding/follow.ts',
    find: 'const sealed = await sealSecrets(vault, id, { ...secrets, people: {} });',
    replace: 'const sealed = await sealSecrets(vault, id, secrets);',
    noticedBy: ['backend/onboarding'],
  },
  {
    why: "whoever has a platform's token for one merchant reads another's notes",
    file: 'src/backend/onboarding/platform.ts',
    find: '(seesAll(caller) || row.merchant === caller.merchant.id)',
    replace: 'true',
    noticedBy: ['backend/onboarding'],
  },
  {
    why: 'a code for one account opens the onboarding of another on a new device',
    file: 'src/backend/onboarding/resume.ts',
    find: '!entry.accounts.includes(row.value.account)',
    replace: 'false',
    noticedBy: ['backend/onboarding'],
  },
];
