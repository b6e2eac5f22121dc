import type { Fault } from './fault.ts';

const noticedBy = ['test/house'];

export const house: readonly Fault[] = [
  {
    why: 'the protocol reaches for another room',
    file: 'src/protocol/order.ts',
    find: "from './words.ts';",
    replace: "from './words.ts';\nimport '../identifiers/mask.ts';",
    noticedBy,
  },
  {
    why: 'the real thing carries the sandbox along',
    file: 'src/backend/node/serve.ts',
    find: "import { createServer, type ServerResponse } from 'node:http';",
    replace:
      "import { createServer, type ServerResponse } from 'node:http';\nimport '../../sandbox/trouble.ts';",
    noticedBy,
  },
  {
    why: 'the browser carries the schema library',
    file: 'src/widget/read-session.ts',
    find: "import { readSession } from '../protocol/routes.ts';",
    replace: "import { readSession } from '../protocol/routes.ts';\nimport '../protocol/session.ts';",
    noticedBy,
  },
];
