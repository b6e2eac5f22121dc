/** Reads one document of `attacks.ts`, the one that is named, and prints what that cost as JSON. */
import { readXml, XmlRefused } from '../../src/providers/brp/xml.ts';
import { attacks } from '../../test/providers/brp/attacks.ts';
import type { Cost } from './cost.ts';

const bytes = attacks[process.argv[2] ?? '']?.();
if (bytes === undefined) throw new Error('There is no such attack');

// a first, harmless one: compiling the reader is not the attack's doing
readXml(
  new TextEncoder().encode('<?xml version="1.0"?><autogiromedgivanden><a>&amp;</a></autogiromedgivanden>'),
);
globalThis.gc?.();
// The peak of the whole process: garbage that was there for a moment counts too.
const peak = (): number => process.resourceUsage().maxRSS / 1024;

const before = peak();
const start = performance.now();
let refused = false;
try {
  readXml(bytes);
} catch (error) {
  refused = error instanceof XmlRefused;
}
const cost: Cost = { refused, milliseconds: performance.now() - start, megabytes: peak() - before };
console.log(JSON.stringify(cost));
