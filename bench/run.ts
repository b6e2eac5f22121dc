/**
 * `npm run bench`: what the widget costs a page, beside what it may cost, and what the service can do, beside what
 * the machine can. `npm run bench -- bytes`, `-- desk`, `-- xml` and `-- service` measure one of them. See README.md here.
 */
import { loadavg } from 'node:os';
import { build } from 'vite';
import { benchBytes } from './bytes.ts';
import { benchDesk } from './desk.ts';
import { printService } from './service/print.ts';
import { measureService } from './service/service.ts';
import { benchXml } from './xml.ts';

const [part = 'all'] = process.argv.slice(2);
if (!['all', 'bytes', 'desk', 'xml', 'service'].includes(part)) {
  console.error(`There is no bench of ${part}: bytes, desk, xml, service, or none for all.`);
  process.exit(2);
}

const [loadBefore = 0] = loadavg();
if (part !== 'xml') await build({ logLevel: 'warn' });
const isWithinBytes = (part !== 'all' && part !== 'bytes') || (await benchBytes());
const isWithinXml = (part !== 'all' && part !== 'xml') || (await benchXml());
if (part === 'all' || part === 'desk') await benchDesk();
if (part === 'all' || part === 'service') printService(await measureService(), loadBefore);
process.exit(isWithinBytes && isWithinXml ? 0 : 1);
