import { readFileSync } from 'node:fs';

/** A fenced block of a document. */
export interface Block {
  readonly language: string;
  readonly code: string;
}

const blocksIn = (text: string): readonly Block[] =>
  [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = '', code = '']) => ({
    language,
    code: code.trimEnd(),
  }));

export const blocksOf = (path: string): readonly Block[] => blocksIn(readFileSync(path, 'utf8'));

/** The blocks under each heading of the second level. */
export const sectionsOf = (path: string): readonly { heading: string; blocks: readonly Block[] }[] =>
  readFileSync(path, 'utf8')
    .split(/^## /m)
    .slice(1)
    .map((section) => ({ heading: section.split('\n')[0] ?? '', blocks: blocksIn(section) }));

/** Cells of the table whose first heading is this, row by row. */
export const tableOf = (path: string, heading: string): readonly (readonly string[])[] => {
  const lines = readFileSync(path, 'utf8').split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${heading} |`));
  if (start === -1) throw new Error(`${path} has no table "${heading}"`);
  const end = lines.findIndex((line, index) => index > start && !line.startsWith('|'));
  return lines.slice(start + 2, end).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
};

/** What stands in `code` in a text. */
export const codesIn = (text: string): readonly string[] =>
  [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
