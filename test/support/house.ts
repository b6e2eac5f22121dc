import { isBuiltin } from 'node:module';
import { type Import, resolve, type Syntax, syntaxOf } from './imports.ts';

/** The TypeScript of the repository by path from its root, read once. */
export type House = ReadonlyMap<string, { readonly text: string; readonly syntax: Syntax }>;

export const houseOf = (files: Iterable<readonly [path: string, text: string]>): House =>
  new Map(Array.from(files, ([path, text]) => [path, { text, syntax: syntaxOf(path, text) }]));

/** Which rooms a room may import from. */
export type Arrows = ReadonlyMap<string, readonly string[]>;

/**
 * Reads the arrows of `src/README.md`: in `protocol ← flow ← widget`, flow may import protocol, and widget may
 * import flow and what flow may import.
 */
export const readArrows = (readme: string): Arrows => {
  const direct = new Map<string, readonly string[]>();
  for (const line of readme.split('\n').filter((text) => text.includes('←'))) {
    const chain = line.split('←').map((names) => names.split(',').map((name) => name.trim()));
    for (const [index, rooms] of chain.entries()) {
      for (const room of rooms) direct.set(room, [...(direct.get(room) ?? []), ...(chain[index - 1] ?? [])]);
    }
  }
  const reach = (room: string): readonly string[] =>
    (direct.get(room) ?? []).flatMap((next) => [next, ...reach(next)]);
  return new Map([...direct.keys()].map((room) => [room, reach(room)]));
};

/** `src/flow/payment.ts` is in `flow`, `src/backend/node/serve.ts` in `backend/node`, `demo/serve.ts` in `demo`. */
const roomOf = (path: string): string => {
  const [top = '', room = '', inner = ''] = path.split('/');
  if (top !== 'src') return top;
  return room === 'backend' && inner === 'node' ? 'backend/node' : room;
};

/** `demo/serve.ts`, with what lies in `demo/serve/`, alone may reach all; `backend/node` may reach what `backend` may, and it. */
const mayImport = (arrows: Arrows, from: string, to: string): boolean => {
  const [room, target] = [roomOf(from), roomOf(to)];
  if (/^demo\/serve(\.ts|\/.+)$/.test(from) || room === target) return true;
  if (room === 'backend/node') return ['backend', ...(arrows.get('backend') ?? [])].includes(target);
  return arrows.get(room)?.includes(target) === true;
};

/** `src/providers/betalingsservice/wire.ts` is in the room of `betalingsservice`; `src/providers/error.ts` in none. */
const providerOf = (path: string): string | undefined =>
  /^src\/(?:providers|sandbox)\/([^/]+)\//.exec(path)?.[1];

type Wrong = (path: string, one: Import, target: string | undefined) => string | false;

/** One complaint for each import about which `wrong` has something to say. */
const complain = (house: House, wrong: Wrong): string[] =>
  [...house].flatMap(([path, { syntax }]) =>
    syntax.imports.flatMap((one) => {
      const reason = wrong(path, one, resolve(path, one.specifier));
      return reason === false ? [] : [`${path} imports ${one.specifier}: ${reason}`];
    }),
  );

const isOurs = (path: string): boolean => /^(src|demo)\//.test(path);

export const wrongArrows = (house: House, arrows: Arrows): string[] =>
  complain(house, (path, one, target) => {
    if (!isOurs(path)) return false;
    if (target === undefined) return one.specifier === '(computed)' && 'nobody can follow it';
    if (!mayImport(arrows, path, target)) return `no arrow leads from ${roomOf(target)} to ${roomOf(path)}`;
    const [room, other] = [providerOf(path), providerOf(target)];
    return room !== undefined && other !== undefined && room !== other && 'the room of another provider';
  });

/** Files that need each other, be it for a type, in the order in which they do: none of them can be read first. */
export const circles = (house: House): string[] => {
  const done = new Set<string>();
  const found: string[] = [];
  const follow = (path: string, way: readonly string[]): void => {
    const before = way.indexOf(path);
    if (before >= 0) found.push([...way.slice(before), path].join(' → '));
    if (before >= 0 || done.has(path)) return;
    for (const { specifier } of house.get(path)?.syntax.imports ?? []) {
      const next = resolve(path, specifier);
      if (next !== undefined && house.has(next)) follow(next, [...way, path]);
    }
    done.add(path);
  };
  for (const path of house.keys()) if (isOurs(path)) follow(path, []);
  return found;
};

export const strayNode = (house: House): string[] =>
  complain(house, (path, one) => {
    const knowsNode = roomOf(path) === 'backend/node' || !path.startsWith('src/');
    return isBuiltin(one.specifier) && !knowsNode && 'only src/backend/node knows Node';
  });

/** Every file and package that can be loaded at run time from the files that `start` picks, with one way there. */
export const reachable = (house: House, start: (path: string) => boolean): ReadonlyMap<string, string> => {
  const ways = new Map<string, string>();
  const follow = (path: string, way: string): void => {
    if (ways.has(path)) return;
    ways.set(path, way);
    for (const { specifier, typeOnly } of house.get(path)?.syntax.imports ?? []) {
      const next = resolve(path, specifier) ?? specifier;
      if (!typeOnly) follow(next, `${way} → ${next}`);
    }
  };
  for (const path of house.keys()) if (start(path)) follow(path, path);
  return ways;
};

/** `any`, and comments that silence the compiler, or the linter without saying why. */
export const silencers = (house: House): string[] =>
  [...house].flatMap(([path, { text, syntax }]) => {
    if (!isOurs(path)) return [];
    const comment = /@ts-(?:ignore|nocheck|expect-error)|biome-ignore(?![^\n]*: \S)/.exec(text)?.[0];
    return [
      ...(syntax.anys > 0 ? [`${path} says any`] : []),
      ...(comment === undefined ? [] : [`${path} says ${comment}`]),
    ];
  });

export const longFiles = (house: House, most: number): string[] =>
  [...house]
    .map(([path, { text }]) => ({ path, lines: text.split('\n').length - 1 }))
    .filter(({ path, lines }) => path.startsWith('src/') && lines > most)
    .map(({ path, lines }) => `${path} has ${lines} lines`);
