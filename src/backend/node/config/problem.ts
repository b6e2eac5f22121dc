import { CannotStart } from '../cannot-start.ts';

/** Keys and indexes that lead from the top of the configuration to a place in it. */
export type Path = readonly (string | number)[];

/** What is wrong at one place. `text` goes on after the place's name, and never holds a secret. */
export interface Problem {
  readonly path: Path;
  readonly text: string;
}

/** `clients[0].webhooks[1].url`. */
export const nameOf = (path: Path): string =>
  path.reduce<string>((name, part) => {
    if (typeof part === 'number') return `${name}[${part}]`;
    return name === '' ? part : `${name}.${part}`;
  }, '');

/** The configuration is not in order. Everything that is wrong with it is told at once. */
export class ConfigError extends CannotStart {
  constructor(file: string, problems: readonly string[]) {
    super([`${file} is not in order:`, ...problems.map((problem) => `  ${problem}`)].join('\n'));
  }
}
