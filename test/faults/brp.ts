import type { Fault } from './fault.ts';

const room = 'src/providers/brp';
const sandbox = 'src/sandbox/brp';
const noticedBy = ['providers/brp'];
const bySandbox = ['sandbox/brp'];

export const brpFaults: readonly Fault[] = [
  {
    why: 'a document type is passed over',
    file: `${room}/xml.ts`,
    find: "if (text.includes('<!DOCTYPE')) refuse('has a document type');",
    replace: '',
    noticedBy,
  },
  {
    why: 'whatever encoding an XML document declares is taken for UTF-8',
    file: `${room}/xml.ts`,
    find: "if (encoding.toLowerCase() !== 'utf-8')",
    replace: "if (encoding === '')",
    noticedBy,
  },
  {
    why: 'bytes that are not UTF-8 are read as question marks',
    file: `${room}/xml.ts`,
    find: '{ fatal: true }',
    replace: '{ fatal: false }',
    noticedBy,
  },
  {
    why: 'XML is read however deep it goes',
    file: `${room}/xml.ts`,
    find: 'if (open.length > limits.depth)',
    replace: 'if (open.length > limits.bytes)',
    noticedBy,
  },
  {
    why: 'an <errors> document with HTTP 200 is an empty list',
    file: `${room}/document.ts`,
    find: "if (root.name === 'errors') return { errors: itemsOf(root, 'error') };",
    replace: "if (root.name === 'errors') return { consents: [] };",
    noticedBy,
  },
  {
    why: 'a clearing number in JSON loses its leading zeros',
    file: `${room}/document.ts`,
    find: 'Number.isSafeInteger(value) && namedByNumber.includes(name)',
    replace: "Number.isSafeInteger(value) && name !== ''",
    noticedBy,
  },
  {
    why: 'the address that was called stands in the error',
    file: `${room}/line.ts`,
    find: "throw new ProviderError('unanswered', `${call.name}: no answer${codeOf(error)}`);",
    replace: "throw new ProviderError('unanswered', `${call.name}: no answer`, { cause: error });",
    noticedBy,
  },
  {
    why: 'what BRP wrote stands in our errors',
    file: `${room}/answers.ts`,
    find: "(/^\\d{1,8}$/.test(number) ? number : '?')",
    replace: 'number',
    noticedBy,
  },
  {
    why: 'a redirect takes the key along',
    file: `${room}/line.ts`,
    find: "redirect: 'manual',",
    replace: '',
    noticedBy,
  },
  {
    why: 'a person is shown the consents of another',
    file: `${room}/brp.ts`,
    find: 'one.personId === personid && one.companyId === companyid',
    replace: 'one.companyId === companyid',
    noticedBy,
  },
  {
    why: 'a key that is not taken is a refusal of the consent',
    file: `${room}/answers.ts`,
    find: 'if (errors !== null && isAboutUs(errors, profile)) return new KeyRefused(call, status);',
    replace: '',
    noticedBy,
  },
  {
    why: 'the account of an earlier consent passes for the new one’s',
    file: `${room}/brp.ts`,
    find: 'BigInt(a.id) < BigInt(b.id) ? -1 : 1',
    replace: 'a.id < b.id ? -1 : 1',
    noticedBy,
  },
  {
    why: 'the query of an address that was called stands in the log',
    file: 'src/backend/node/redact.ts',
    find: `  /(?<kept>\\bhttps?:\\/\\/[^\\s?"'<>]*\\?)[^\\s"'<>]+/gi,\n`,
    replace: '',
    noticedBy: ['backend/node/log'],
  },
  {
    why: 'an account in a parameter that stands alone is logged',
    file: 'src/backend/node/redact.ts',
    find: '|clearingnumber|accountnumber)(?:=|%3D)',
    replace: ')(?:=|%3D)',
    noticedBy: ['backend/node/log'],
  },
  {
    why: 'the sandbox’s providers each read what is stored, over each other',
    file: 'src/sandbox/read-once.ts',
    find: 'texts ??= storage.load();',
    replace: 'texts = storage.load();',
    noticedBy: bySandbox,
  },
  {
    why: 'the pretend BRP modifies what is under way at the bank',
    file: `${sandbox}/register.ts`,
    find: "if (consent.bgcaction !== 'none') return notModifiable;",
    replace: '',
    noticedBy: bySandbox,
  },
  {
    why: 'the pretend BRP takes parameters in any case',
    file: `${sandbox}/parameters.ts`,
    find: 'find((one) => one === name)',
    replace: 'find((one) => one === name.toLowerCase())',
    noticedBy: bySandbox,
  },
  {
    why: 'the pretend BRP looks at no log-on',
    file: `${sandbox}/gate.ts`,
    find: "if (request.headers.get('authorization') !== basicOf(key)) return badLogin;",
    replace: '',
    noticedBy: bySandbox,
  },
];
