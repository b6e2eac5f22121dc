/**
 * `npm run bench`: what the widget costs a page, beside what it may cost, and what the service can do, beside what
 * the machine can. `npm run bench -- bytes` and `-- service` measure one of them. See README.md here.
 */
import { build } from 'vite';
import { benchBytes } from './bytes.ts';
import { benchService } from './service/service.ts';

const [part = 'all'] = process.argv.slice(2);
if (!['all', 'bytes', 'service'].includes(part)) {
  console.error(`There is no bench of ${part}: bytes, service, or neither for both.`);
  process.exit(2);
}

await build({ logLevel: 'warn' });
const isWithinBudgets = part === 'service' || (await benchBytes());
if (part !== 'bytes') await benchService();
process.exit(isWithinBudgets ? 0 : 1);
