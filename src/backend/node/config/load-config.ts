import { readFileSync } from 'node:fs';
import { dirname, resolve as resolvePath } from 'node:path';
import { CannotStart } from '../cannot-start.ts';
import { findIncoherence } from './coherence.ts';
import { explain } from './explain.ts';
import { NodeConfig } from './node-config.ts';
import { type ParsedText, parseText } from './parse-text.ts';
import { ConfigError, nameOf, type Problem } from './problem.ts';
import { codeOf, resolve, type Sources } from './resolve.ts';
import { schema } from './schema.ts';

/**
 * The configuration in `file`, with everything that it refers to. Throws `ConfigError` with all that is wrong,
 * place by place, and `CannotStart` if the file cannot be read.
 */
export const loadConfig = (file: string, env: Sources['env']): NodeConfig => {
  const { parsed, value, problems } = readResolved(file, env);
  const checked = NodeConfig.safeParse(value, { reportInput: true });
  const all = [
    ...parsed.twice,
    ...problems,
    ...(checked.success ? [] : checked.error.issues.flatMap(explain)),
    ...findIncoherence(value),
  ];
  if (!checked.success || all.length > 0) throw new ConfigError(file, tell(all, parsed));
  return { ...checked.data, dataFolder: inFolderOf(file, checked.data.dataFolder) };
};

/** Only where the data are: for whoever looks at them without the secrets of the service. */
export const loadDataFolder = (file: string, env: Sources['env']): string => {
  const { parsed, value, problems } = readResolved(file, env);
  const wanted = NodeConfig.pick({ dataFolder: true }).strip().safeParse(value, { reportInput: true });
  if (wanted.success) return inFolderOf(file, wanted.data.dataFolder);
  throw new ConfigError(
    file,
    tell([...problems, ...wanted.error.issues.flatMap(explain)].filter(isAbout('dataFolder')), parsed),
  );
};

const readResolved = (file: string, env: Sources['env']) => {
  const parsed = parseText(file, read(file));
  const problems: Problem[] = [];
  const value = resolve(parsed.value, schema, { env, folder: dirname(file) }, (one) => problems.push(one));
  return { parsed, value, problems };
};

const read = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const why = codeOf(cause);
    throw new CannotStart(
      `The configuration ${file} cannot be read (${why}): say where it is with --config.`,
      {
        cause,
      },
    );
  }
};

const inFolderOf = (file: string, path: string): string => resolvePath(dirname(file), path);

const isAbout =
  (key: string) =>
  ({ path }: Problem): boolean =>
    path[0] === key;

/** One line for each place, in the order of the file. What follows the first complaint of a place is its echo. */
const tell = (problems: readonly Problem[], { lineOf }: ParsedText): readonly string[] => {
  const byName = new Map<string, Problem>();
  for (const problem of problems) {
    const name = nameOf(problem.path);
    if (!byName.has(name)) byName.set(name, problem);
  }
  return [...byName]
    .map(([name, { path, text }]) => ({ name, text, line: lineOf(path) }))
    .sort((a, b) => a.line - b.line)
    .map(({ name, text, line }) => `line ${line}: ${name} ${text}`);
};
