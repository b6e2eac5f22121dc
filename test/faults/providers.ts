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
];
