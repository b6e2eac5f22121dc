/**
 * `npm run bench`: what the widget costs a page, beside what it may cost, and what the service can do, beside what
 * the machine can. `npm run bench -- bytes`, `-- desk` and `-- service` measure one of them. See README.md here.
 */
import { loadavg } from 'node:os';
import { build } from 'vite';
import { benchBytes } from './bytes.ts';
import { benchDesk } from './desk.ts';
import { printService } from './service/print.ts';
import { measureService } from './service/service.ts';

const [part = 'all'] = process.argv.slice(2);
if (!['all', 'bytes', 'desk', 'service'].includes(part)) {
  console.error(`There is no bench of ${part}: bytes, desk, service, or none for all.`);
  process.exit(2);
}

const [loadBefore = 0] = loadavg();
await build({ logLevel: 'warn' });
const isWithinBudgets = part === 'service' || part === 'desk' || (await benchBytes());
if (part === 'all' || part === 'desk') await benchDesk();
if (part === 'all' || part === 'service') printService(await measureService(), loadBefore);
process.exit(isWithinBudgets ? 0 : 1);
