import { readFileSync } from 'node:fs';
import * as z from 'zod';

const Package = z.object({ version: z.string() });

/** As deep below the package's root in what is built as in the sources. */
const file = new URL('../../../../package.json', import.meta.url);

export const version = (): string => Package.parse(JSON.parse(readFileSync(file, 'utf8'))).version;
