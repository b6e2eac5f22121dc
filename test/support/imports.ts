import { posix } from 'node:path';
import { parseAst } from 'vite';

/** One place where a file names another: `import`, `export … from`, `import()`, or a type's `import('…')`. */
export interface Import {
  readonly specifier: string;
  /** True where nothing is left of it at run time. */
  readonly typeOnly: boolean;
}

export interface Syntax {
  readonly imports: readonly Import[];
  /** How many times the type `any` is written. */
  readonly anys: number;
}

const isNode = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** The text of a string literal, or what stands for a specifier that only run time knows. */
const textOf = (node: unknown): string =>
  isNode(node) && typeof node.value === 'string' ? node.value : '(computed)';

const importOf = (node: Readonly<Record<string, unknown>>): Import | undefined => {
  switch (node.type) {
    case 'ImportDeclaration':
      return { specifier: textOf(node.source), typeOnly: node.importKind === 'type' };
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return isNode(node.source)
        ? { specifier: textOf(node.source), typeOnly: node.exportKind === 'type' }
        : undefined;
    case 'ImportExpression':
      return { specifier: textOf(node.source), typeOnly: false };
    case 'TSImportType':
      return { specifier: textOf(node.source), typeOnly: true };
    default:
      return undefined;
  }
};

/** Reads TypeScript with a real parser, so that a comment or a string that looks like an import is none. */
export const syntaxOf = (path: string, source: string): Syntax => {
  const imports: Import[] = [];
  let anys = 0;
  const walk = (value: unknown): void => {
    if (!isNode(value)) return;
    const found = importOf(value);
    if (found !== undefined) imports.push(found);
    if (value.type === 'TSAnyKeyword') anys++;
    for (const child of Object.values(value)) walk(child);
  };
  walk(parseAst(source, { lang: 'ts' }, path));
  return { imports, anys };
};

/** The path of what is imported, from the root of the repository; undefined for a package. */
export const resolve = (from: string, specifier: string): string | undefined =>
  specifier.startsWith('.') ? posix.join(posix.dirname(from), specifier) : undefined;
