import type { Fault } from './fault.ts';

const op = ['providers/op'];
const consents = ['provider-consent/'];

export const opFaults: readonly Fault[] = [
  {
    why: 'an answer of OP that is no list passes for an empty one',
    file: 'src/providers/op/profile.ts',
    find: 'mandates: z.array(mandate) })',
    replace: 'mandates: z.array(mandate).default([]) })',
    noticedBy: op,
  },
  {
    why: 'each caller fetches a token of OP of its own',
    file: 'src/providers/op/token.ts',
    find: 'underWay ??= fetchToken()',
    replace: 'underWay = fetchToken()',
    noticedBy: op,
  },
  {
    why: 'a token that OP does not take is kept',
    file: 'src/providers/op/token.ts',
    find: 'if (kept?.token === token) kept = null;',
    replace: '',
    noticedBy: op,
  },
  {
    why: 'a payment is signed as if its body were encoded',
    file: 'src/providers/op/jws.ts',
    find: 'signed.set(body, start.length);',
    replace: 'signed.set(utf8.encode(base64url(body)).slice(0, body.length), start.length);',
    noticedBy: op,
  },
  {
    why: 'a bank that cannot be read makes consents doubtful that are in force',
    file: 'src/backend/provider-consent/learn.ts',
    find: "row.status === 'awaiting' ? moved(row, { status: 'unknown' }",
    replace: "row.status !== 'revoked' ? moved(row, { status: 'unknown' }",
    noticedBy: consents,
  },
  {
    why: 'a consent that was taken back is not told as gone',
    file: 'src/backend/provider-consent/learn.ts',
    find: "status: 'revoked', news: 'gone'",
    replace: "status: 'revoked'",
    noticedBy: consents,
  },
  {
    why: 'the bank is read once for each who waits',
    file: 'src/backend/provider-consent/read-bank.ts',
    find: 'underWay ??= readOnce()',
    replace: 'underWay = readOnce()',
    noticedBy: consents,
  },
  {
    why: 'a first call that is not answered is a failed proof',
    file: 'src/backend/provider-consent/read-bank.ts',
    find: "if (failure !== 'refused') return;",
    replace: '',
    noticedBy: consents,
  },
  {
    why: 'a session sees the consent of a company that it has not named',
    file: 'src/backend/provider-consent/sight.ts',
    find: 'if (row === undefined || !isTheirs || !isVisible)',
    replace: 'if (row === undefined || !isTheirs)',
    noticedBy: consents,
  },
  {
    why: 'a consent of another client is seen',
    file: 'src/backend/provider-consent/sight.ts',
    find: 'if (row === undefined || !isTheirs || !isVisible)',
    replace: 'if (row === undefined || !isVisible)',
    noticedBy: consents,
  },
  {
    why: 'a session names companies without end',
    file: 'src/backend/provider-consent/start.ts',
    find: 'before.length >= companiesPerSession',
    replace: 'before.length > 1000',
    noticedBy: consents,
  },
  {
    why: 'the service provider is told of what it has just asked for',
    file: 'src/backend/provider-consent/change.ts',
    find: "const isAsked = before === undefined && news === 'none';",
    replace: 'const isAsked = false;',
    noticedBy: consents,
  },
  {
    why: '“I have done it” is answered from a reading that began before',
    file: 'src/backend/provider-consent/read-bank.ts',
    find: 'const free = (underWay ?? Promise.resolve()).catch(() => undefined);',
    replace: 'if (underWay !== null) return underWay;\n      const free = Promise.resolve();',
    noticedBy: consents,
  },
  {
    why: 'a screen whose button is gone leaves the focus nowhere',
    file: 'src/widget/flow-content.ts',
    find: '(at !== drawnAt || isLost)',
    replace: '(at !== drawnAt && isLost)',
    noticedBy: ['widget/provider-consent-keyboard'],
  },
  {
    why: 'the pretend OP takes any certificate',
    file: 'src/sandbox/op/op.ts',
    find: 'certificate === null || certificate !== options.certificate',
    replace: 'certificate === null',
    noticedBy: ['sandbox/op'],
  },
];
