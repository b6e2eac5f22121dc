import type { Fault } from './fault.ts';

const signing = ['providers/oauth1'];

export const providers: readonly Fault[] = [
  {
    why: 'the body of a callback can be changed under its signature',
    file: 'src/providers/betalingsservice/oauth1.ts',
    find: "  if (hash !== (await bodyHash(what.body))) return 'body_changed';\n",
    replace: '',
    noticedBy: signing,
  },
  {
    why: 'an old signature is good for ever',
    file: 'src/providers/betalingsservice/oauth1.ts',
    find: "  if (Math.abs(now / 1000 - Number(timestamp)) > toleranceSeconds) return 'stale';\n",
    replace: '',
    noticedBy: signing,
  },
  {
    why: 'any signature is genuine',
    file: 'src/providers/betalingsservice/oauth1.ts',
    find: "return (await isGenuine(text, signature, key)) ? 'genuine' : 'forged';",
    replace: "return (await isGenuine(text, signature, key)) ? 'genuine' : 'genuine';",
    noticedBy: signing,
  },
  {
    why: 'a callback is believed whoever signed it',
    file: 'src/providers/betalingsservice/callback.ts',
    find: "  if (verdict !== 'genuine') throw new ProviderError('refused', `callback: signature ${verdict}`);\n",
    replace: '',
    noticedBy: ['providers/betalingsservice', 'providers/collection-contract', 'trouble/backend/sandbox'],
  },
  {
    why: 'a redirected payment is followed',
    file: 'src/providers/betalingsservice/line.ts',
    find: "redirect: 'manual',",
    replace: "redirect: 'follow',",
    noticedBy: ['providers'],
  },
  {
    why: 'a 500 on create counts as a refusal',
    file: 'src/providers/betalingsservice/line.ts',
    find: 'status >= 500 || status === 429 || status === 408',
    replace: 'status > 500 || status === 429 || status === 408',
    noticedBy: ['providers/betalingsservice', 'providers/collection-contract'],
  },
  {
    why: 'the answer is about another amount, and nobody minds',
    file: 'src/providers/betalingsservice/betalingsservice.ts',
    find: 'if (told.amount !== null && !isSame(told.amount, order.amount)) {',
    replace: 'if (told.amount !== null && !isSame(order.amount, order.amount)) {',
    noticedBy: ['providers/betalingsservice'],
  },
  {
    why: 'a wrong address reads as “never heard of it”',
    file: 'src/providers/betalingsservice/betalingsservice.ts',
    find: 'if (answer.status === 404 && isUnknownKey(answer)) return null;',
    replace: 'if (answer.status === 404) return null;',
    noticedBy: ['providers/betalingsservice'],
  },
  {
    why: 'a status word that nobody knows ends the request',
    file: 'src/providers/betalingsservice/reading.ts',
    find: "const unknownWord: StatusMeaning = { status: 'pending', stage: 'queued', reason: null };",
    replace: "const unknownWord: StatusMeaning = { status: 'rejected', stage: null, reason: null };",
    noticedBy: ['providers/betalingsservice', 'providers/collection-contract'],
  },
];
