import type { Readable } from 'node:stream';
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { nearestName } from '../config/nearest-name.ts';

/** What a command may touch of the process. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What was asked for. */
  out(text: string): void;
  /** What goes wrong. */
  err(text: string): void;
  readonly stdin: Readable;
}

export interface Command {
  /** Printed for `--help`: usage first, then what it does, then its options. */
  readonly help: string;
  /** Resolves with the exit code. Throws `UsageError` and `CannotStart`. */
  run(args: readonly string[], terminal: Terminal): Promise<number>;
}

/** Exit codes: done; could not be done; was not understood. */
export const exit = { done: 0, failed: 1, misused: 2 } as const;

/** The command line is not what the command understands. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Reads a command line by `parseArgs`. Throws `UsageError`, with the option that may have been meant. */
export const readArguments = <const O extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: O,
  { positionals = false }: { readonly positionals?: boolean } = {},
) => {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: positionals, strict: true });
  } catch (error) {
    throw new UsageError(wordsOf(error, Object.keys(options)));
  }
};

const wordsOf = (error: unknown, known: readonly string[]): string => {
  // Node goes on to explain how such a word could be passed as a value: more than anybody wants to know.
  const [what = ''] = (error instanceof Error ? error.message : String(error)).split('. ');
  const wrong = /^Unknown option '--(.+)'/.exec(what)?.[1];
  const meant = wrong === undefined ? undefined : nearestName(wrong, known);
  return meant === undefined ? what : `${what}: did you mean --${meant}?`;
};

/** The option that says where the configuration is, and what it is called where that is not said. */
export const configOption = { config: { type: 'string' } } as const;

export const configFile = (
  values: { readonly config?: string | undefined },
  { env }: Pick<Terminal, 'env'>,
): string => values.config ?? env.HANDSLAG_CONFIG ?? 'handslag.json';

/** The lines of `--help` for that option. */
export const configHelp = `  --config FILE   the configuration; otherwise $HANDSLAG_CONFIG, otherwise handslag.json`;
