import { readFileSync } from 'node:fs';
import { resolve as resolvePath } from 'node:path';
import * as z from 'zod';
import type { Path, Problem } from './problem.ts';
import { type Schema, within } from './schema.ts';

/** Where values that do not stand in the configuration file come from. */
export interface Sources {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder to which the names of files are relative. */
  readonly folder: string;
}

/** What may stand in place of any text, number, true or false. */
const Reference = z.union([
  z.strictObject({ env: z.string().min(1) }),
  z.strictObject({ file: z.string().min(1) }),
]);
type Reference = z.infer<typeof Reference>;

const howToRefer = 'put { "env": "NAME" } or { "file": "/path" } here instead';

/** Puts what is referred to in place of the references. Complains of what is not there, and of secrets in plain text. */
export const resolve = (
  value: unknown,
  schema: Schema | undefined,
  sources: Sources,
  complain: (problem: Problem) => void,
  path: Path = [],
): unknown => {
  const inner = (key: string | number, item: unknown) =>
    resolve(item, within(schema, key), sources, complain, [...path, key]);

  const reference = Reference.safeParse(value);
  if (reference.success) {
    const found = lookUp(reference.data, sources);
    if (found.ok) return asType(found.text, schema);
    complain({ path, text: found.problem });
    return undefined;
  }
  if (schema?.secret === true && typeof value === 'string') {
    complain({ path, text: `is a secret, which must not stand in a file like this: ${howToRefer}` });
  }
  if (Array.isArray(value)) return value.map((item, index) => inner(index, item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inner(key, item)]));
};

type Found = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problem: string };

const lookUp = (reference: Reference, { env, folder }: Sources): Found => {
  if ('env' in reference) {
    const text = env[reference.env] ?? '';
    return text === ''
      ? { ok: false, problem: `the environment variable ${reference.env} is not set` }
      : { ok: true, text };
  }
  const path = resolvePath(folder, reference.file);
  try {
    // Editors and `echo` end a file with a line break that is no part of a secret.
    return { ok: true, text: readFileSync(path, 'utf8').replace(/\r?\n$/, '') };
  } catch (error) {
    return { ok: false, problem: `the file ${path} cannot be read (${codeOf(error)})` };
  }
};

/** `ENOENT` and the like. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';

/** Environment and files hold texts only; what is no number is left for the schema to refuse. */
const asType = (text: string, schema: Schema | undefined): unknown => {
  if (schema?.type === 'integer' && /^\d+$/.test(text)) return Number(text);
  if (schema?.type === 'boolean' && /^(true|false)$/.test(text)) return text === 'true';
  return text;
};
