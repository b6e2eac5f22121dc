import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import { ConfigError, type Path, type Problem } from './problem.ts';

export interface ParsedText {
  readonly value: unknown;
  /** The line on which a place begins, from 1; that of what it is in, where it is not there. */
  lineOf(path: Path): number;
  /** Keys that are there more than once. */
  readonly twice: readonly Problem[];
}

/**
 * Parses JSON in which there may be comments, and commas after the last entry. YAML would be kinder to write but
 * reads `04170417` as a number and drops its zero. Throws `ConfigError`.
 */
export const parseText = (file: string, text: string): ParsedText => {
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length;
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const [first] = errors;
  if (first !== undefined) throw new ConfigError(file, [`line ${lineAt(first.offset)}: ${wordsOf(first)}`]);
  if (tree?.type !== 'object') throw new ConfigError(file, ['expected an object: { … }']);

  return {
    value: getNodeValue(tree),
    lineOf: (path) => lineAt(nearest(tree, path).offset),
    twice: findTwice(tree, []),
  };
};

/** `CommaExpected` becomes "comma expected". What follows one error is mostly its echo, so the first is enough. */
const wordsOf = ({ error }: ParseError): string =>
  printParseErrorCode(error)
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase();

const nearest = (tree: Node, path: Path): Node => {
  const node = findNodeAtLocation(tree, [...path]);
  if (node === undefined) return nearest(tree, path.slice(0, -1));
  // The line of the key, which may be another than that of its value.
  return node.parent?.type === 'property' ? node.parent : node;
};

const findTwice = (node: Node, path: Path): Problem[] => {
  const seen = new Set<string>();
  return (node.children ?? []).flatMap((child, index) => {
    if (child.type !== 'property') return findTwice(child, [...path, index]);
    const [key, value] = child.children ?? [];
    if (key === undefined || value === undefined) return [];
    const here = [...path, String(key.value)];
    const problem = { path: here, text: 'is there twice' };
    const found = seen.has(String(key.value)) ? [problem] : findTwice(value, here);
    seen.add(String(key.value));
    return found;
  });
};
