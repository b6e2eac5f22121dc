import type { Fault } from './fault.ts';

const oauth = ['backend/oauth'];
const edge = ['backend/edge', 'backend/app'];
const store = ['backend/store'];

export const backend: readonly Fault[] = [
  {
    why: 'the audience of a token is not looked at',
    file: 'src/backend/oauth/tokens.ts',
    find: '        audience,\n        requiredClaims',
    replace: '        requiredClaims',
    noticedBy: oauth,
  },
  {
    why: 'the type of a token is not looked at',
    file: 'src/backend/oauth/tokens.ts',
    find: '        typ,\n        issuer',
    replace: '        issuer',
    noticedBy: oauth,
  },
  {
    why: 'a revoked token is still good',
    file: 'src/backend/oauth/tokens.ts',
    find: 'if (caller === undefined || (await revocations.isRevoked(claims.jti))) return invalid;',
    replace: 'if (caller === undefined) return invalid;',
    noticedBy: oauth,
  },
  {
    why: 'any secret is good enough',
    file: 'src/backend/oauth/client-authentication.ts',
    find: 'if (client === undefined || !matches) {',
    replace: 'if (client === undefined) {',
    noticedBy: oauth,
  },
  {
    why: 'the halves of Basic credentials are not form-decoded',
    file: 'src/backend/oauth/client-authentication.ts',
    find: "decodeURIComponent(text.replaceAll('+', ' '))",
    replace: 'text',
    noticedBy: oauth,
  },
  {
    why: 'an exchanged token outlives the one it came from',
    file: 'src/backend/oauth/grant-token-exchange.ts',
    find: '      actor,\n      notAfter,\n    });',
    replace: '      actor,\n    });',
    noticedBy: oauth,
  },
  {
    why: 'a token bound to one merchant is exchanged for another',
    file: 'src/backend/oauth/grant-token-exchange.ts',
    find: 'if (merchant === undefined || (subject.boundTo ?? id) !== id) {',
    replace: 'if (merchant === undefined) {',
    noticedBy: oauth,
  },
  {
    why: 'a browser’s token can be exchanged for more',
    file: 'src/backend/oauth/grant-token-exchange.ts',
    find: " && verified.caller.kind === 'server'",
    replace: '',
    noticedBy: oauth,
  },
  {
    why: 'a private signing key is stored as it is',
    file: 'src/backend/oauth/keys.ts',
    find: 'await vault.seal(JSON.stringify(await exportJWK(pair.privateKey)), contextOf(kid))',
    replace: 'JSON.stringify(await exportJWK(pair.privateKey))',
    noticedBy: oauth,
  },
  {
    why: 'the origin of a request is not held against the token’s client',
    file: 'src/backend/edge/access.ts',
    find: 'if (origin !== undefined && !caller.client.origins.includes(origin))',
    replace: 'if (origin === undefined && !caller.client.origins.includes(origin ?? ""))',
    noticedBy: edge,
  },
  {
    why: 'a browser’s token does what only a server may',
    file: 'src/backend/edge/access.ts',
    find: "if (needs !== 'either' && needs !== caller.kind) throw",
    replace: "if (needs === 'session' && needs !== caller.kind) throw",
    noticedBy: edge,
  },
  {
    why: 'the browser’s code cannot see ETag, Location and Retry-After',
    file: 'src/backend/edge/cors.ts',
    find: "    c.res.headers.set('access-control-expose-headers', 'ETag, Location, Retry-After');\n",
    replace: '',
    noticedBy: edge,
  },
  {
    why: 'a refusal quotes the message of an error',
    file: 'src/backend/edge/refuse.ts',
    find: '{ error: error.name, at:',
    replace: '{ error: error.message, at:',
    noticedBy: edge,
  },
  {
    why: 'two writers of one row both win',
    file: 'src/backend/node/sqlite-rows.ts',
    find: 'if (expect !== undefined && expect !== revision) throw new StoreConflict(table);',
    replace: 'if (expect !== undefined && expect > revision) throw new StoreConflict(table);',
    noticedBy: store,
  },
  {
    why: 'in memory, half of a commit is kept when the other half conflicts',
    file: 'src/backend/store/memory.ts',
    find: 'for (const step of undo) step();',
    replace: '',
    noticedBy: store,
  },
  {
    why: 'a row of the past is found under keys it no longer has',
    file: 'src/backend/node/sqlite-rows.ts',
    find: '      dropKeys.run(table, id);\n      for',
    replace: '      for',
    noticedBy: store,
  },
  {
    why: 'what is sealed can be opened in another place',
    file: 'src/backend/vault.ts',
    find: 'additionalData: utf8.encode(context),',
    replace: 'additionalData: utf8.encode(context.slice(0, 0)),',
    noticedBy: ['backend/vault'],
  },
];
