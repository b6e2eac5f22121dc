/**
 * `npm run bench`: what the widget costs a page, beside what it may cost, and what the service can do, beside what
 * the machine can. `npm run bench -- bytes`, and so on by the names below, measures one of them. See README.md here.
 */
import { loadavg } from 'node:os';
import { build } from 'vite';
import { benchBytes } from './bytes.ts';
import { benchDesk } from './desk.ts';
import { benchElements } from './elements.ts';
import { printService } from './service/print.ts';
import { measureService } from './service/service.ts';
import { benchXml } from './xml.ts';

/** What is held to a limit: false where one is broken. */
const held = { bytes: benchBytes, elements: benchElements, xml: benchXml };
const names = [...Object.keys(held), 'desk', 'service'];

const [part = 'all'] = process.argv.slice(2);
if (!['all', ...names].includes(part)) {
  console.error(`There is no bench of ${part}: ${names.join(', ')}, or none for all.`);
  process.exit(2);
}
const wants = (name: string): boolean => part === 'all' || part === name;

const [loadBefore = 0] = loadavg();
if (part !== 'xml') await build({ logLevel: 'warn' });
let holds = true;
for (const [name, measure] of Object.entries(held)) {
  if (wants(name)) holds = (await measure()) && holds;
}
if (wants('desk')) await benchDesk();
if (wants('service')) printService(await measureService(), loadBefore);
process.exit(holds ? 0 : 1);
