import type { Fault } from './fault.ts';

/** Faults in what integrators are given, and in what is written for them. */
export const kit: readonly Fault[] = [
  {
    why: 'a pinned script that was refused is loaded at an address without a hash',
    file: 'vite.config.ts',
    find: 'if(!import.meta.url.includes("/handslag.js"))throw e;',
    replace: '',
    noticedBy: ['test/kit/in-page'],
  },
  {
    why: 'the hash is made before the script is changed for the last time',
    file: 'src/backend/node/kit/plugin.ts',
    find: "order: 'post',",
    replace: "order: 'pre',",
    noticedBy: ['test/kit/served'],
  },
  {
    why: 'the import map leaves out what is loaded later',
    file: 'src/backend/node/kit/snippets.ts',
    find: 'scripts.filter(({ file }) => file !== entry)',
    replace: 'scripts.filter(({ file }) => file === pinned)',
    noticedBy: ['test/kit'],
  },
  {
    why: 'the policy forgets the import map',
    file: 'src/backend/node/kit/snippets.ts',
    find: ".digest('base64')}'`),",
    replace: ".digest('hex')}'`),",
    noticedBy: ['test/kit/in-page'],
  },
  {
    why: 'scripts of earlier builds are thrown away',
    file: 'src/backend/node/widget-files.ts',
    find: "sources.push(await loadStaticFiles(kept, { at: '/', headers, files }));",
    replace: 'void files;',
    noticedBy: ['test/backend/node/widget-files'],
  },
  {
    why: 'a body that comes in chunks is handed on as it is',
    file: 'src/backend/edge/body-limit.ts',
    find: 'if (body === null) return next();',
    replace: 'if (body === null || !headers.has("content-length")) return next();',
    noticedBy: ['test/backend/edge/over-http'],
  },
  {
    why: 'the README promises a part that the element does not have',
    file: 'README.md',
    find: '`outcome` `sign` `receipt`',
    replace: '`outcome` `stamp` `receipt`',
    noticedBy: ['test/docs/readme'],
  },
  {
    why: 'a refusal is added, and the page about the API does not know it',
    file: 'src/protocol/words.ts',
    find: "  internal_error: [500, 'Something went wrong here'],",
    replace: "  internal_error: [500, 'Something went wrong here'],\n  teapot: [418, 'It is a teapot'],",
    noticedBy: ['test/docs/api'],
  },
  {
    why: 'the shop of the README believes a request that nobody has approved',
    file: 'README.md',
    find: "status === 'approved' && ['authorised', 'settled']",
    replace: "status !== 'declined' && ['pending', 'authorised', 'settled']",
    noticedBy: ['test/docs/readme'],
  },
];
