import { join } from 'node:path';
import { defineConfig, type Plugin, type Rolldown } from 'vite';
import { kit } from './src/backend/node/kit/plugin.ts';

const entry = 'handslag.js';
const theElement = 'customElements.get("handslag-payment")';

/**
 * Lets the script be there twice, and under any address. Module by module, `handslag.js?v=2` is another one than
 * `handslag.js`: a second script tag, or a chunk that imports its entry, would bring a second Lit, whose Trusted
 * Types policy a strict page refuses. So the entry does nothing where the element is there already, and what its
 * chunks share with it they find at the element. Chunks may share a further chunk, which the browser knows by its hash.
 *
 * Also takes the line breaks out of the templates, where the minifier leaves them. Between two tags nothing remains:
 * what stands on a line of its own is a block, or in a row that does not show spaces. And out of the routes it takes
 * what only the backend asks: who may use them, and how long a body may be.
 */
const onlyOnce: Plugin = {
  name: 'only-once',
  transform(code, id) {
    if (id.endsWith('styles.ts')) return shortened(code);
    return /protocol\/[a-z-]*routes?\.ts$/.test(id)
      ? code.replace(/\n\s*(?:needs|mostBytes): .*/g, '')
      : null;
  },
  generateBundle(_, bundle) {
    const chunks = Object.values(bundle).filter((one) => one.type === 'chunk');
    // The entry first: it says where the others find what they share.
    for (const chunk of chunks.sort((a, b) => Number(b.fileName === entry) - Number(a.fileName === entry))) {
      const code = chunk.code
        .replaceAll('/* @__PURE__ */ ', '')
        .replaceAll('import(`', '$load(`')
        .replace(/>\s*\n\s*</g, '><')
        .replace(/\s*\n\s*/g, ' ')
        .trim();
      chunk.code = chunk.fileName === entry ? guarded(code) : fromElement(code);
      if (/from\s*["'`]\.\/handslag/.test(chunk.code)) this.error(`${chunk.fileName} imports the entry`);
      if (chunk.fileName === entry && chunk.imports.length > 0)
        this.error(`the entry imports ${chunk.imports}`);
    }
  },
};

/**
 * A browser may remember for good that a module could not be loaded: a second try must have another address. Not for
 * an entry under a pinned name: the import map beside it holds each script to its hash at one address only, so at
 * another the very script that was refused would run.
 */
const load = [
  'const $load=$=>import($).catch(e=>{',
  'if(!import.meta.url.includes("/handslag.js"))throw e;',
  'return import($+"?"+Date.now())});',
].join('');

/** CSS without what it does not need. There is no backslash in it, so it need not be tagged as raw. */
const shortened = (css: string): string =>
  css
    .replace('const css = String.raw;', '')
    .replace(/\bcss`\s*/, '`')
    .replaceAll(' > ', '>')
    .replace(/\s*([{};,])\s*/g, '$1')
    .replace(/: /g, ':')
    .replace(/\b0\./g, '.')
    .replace(/;}/g, '}');

/** Names by which chunks import from the entry. Each finds its thing at the place of its name here. */
const sharedNames: string[] = [];

const pairs = (list: string): readonly (readonly [name: string, as: string])[] =>
  list.split(',').map((one) => {
    const [name = '', as = name] = one.trim().split(' as ');
    return [name, as];
  });

/** `export{a as b}` at the end becomes a list at the element's class. */
const guarded = (code: string): string => {
  const [, body, list] = /^(.*)export\s*\{([^}]*)\};?$/.exec(code) ?? [];
  if (body === undefined || list === undefined) throw new Error('the entry does not end in its exports');
  const exported = pairs(list);
  sharedNames.splice(0, Number.POSITIVE_INFINITY, '$load', ...exported.map(([, as]) => as));
  const values = ['$load', ...exported.map(([name]) => name)];
  return `if(!${theElement}){${load}${body}${theElement}.shared=[${values}]}`;
};

const fromElement = (code: string): string =>
  (code.includes('$load(') ? `const[$load]=${theElement}.shared;` : '') +
  code.replace(/import\s*\{([^}]*)\}\s*from\s*["'`]\.\/handslag\.js["'`];/g, (_, list: string) => {
    const found = pairs(list).map(([name, as]) => `${sharedNames.indexOf(name)}:${as}`);
    return `const{${found}}=${theElement}.shared;`;
  });

/** The texts of each element have the same names: those of a desk in Danish are `desk-da`. */
const roomOf = (module: string): string => {
  const [, room, part] = /widget\/([\w-]+)\/(?:([\w-]+)\/)?texts\/\w+\.ts$/.exec(module) ?? [];
  const [, step] = /widget\/(eft-consent|onboarding)\/[\w-]+\/[\w-]+\.ts$/.exec(module) ?? [];
  const names = room === undefined ? [step] : [room, part];
  return names.flatMap((name) => (name === undefined ? [] : `${name}-`)).join('');
};

/** Modules that the entry imports, and those that they import. */
const ofEntry = new Set<string>();

/** Names them for the entry: left to itself, the bundler may take some of them out into a chunk that it then imports. */
const inEntry = (id: string, context: Rolldown.ChunkingContext): string | null => {
  const add = (module: string): void => {
    if (ofEntry.has(module)) return;
    ofEntry.add(module);
    context.getModuleInfo(module)?.importedIds.forEach(add);
  };
  add(join(import.meta.dirname, 'src/widget/handslag.ts'));
  return ofEntry.has(id) ? 'handslag' : null;
};

/** What several elements need, and the payment does not: under names that stay. */
const shared = [
  { name: 'flow-content', test: /src\/widget\/(flow-content|failed-screen)\.ts$/ },
  {
    name: 'debtor-check-wire',
    test: /src\/(protocol\/(read-debtor-check|debtor-check-route)|widget\/debtor-check\/check)\.ts$/,
  },
  { name: 'follow-one', test: /src\/widget\/(follow-one|keep-pointers)\.ts$/ },
  { name: 'numbers', test: /src\/identifiers\/(iban|calendar|birth-number|personnummer)\.ts$/ },
  { name: 'y-tunnus', test: /src\/identifiers\/(y-tunnus|check-digit)\.ts$/ },
  {
    name: 'onboarding-wire',
    test: /src\/(protocol\/(read-onboarding|onboarding-(routes|words))[\w-]*|widget\/onboarding\/(wire|files|troubles)|flow\/onboarding-steps)\.ts$/,
  },
  {
    name: 'onboarding-form',
    test: /src\/widget\/onboarding\/(form|form-styles|numbers\/numbers)\.ts$/,
  },
  { name: 'onboarding-brands', test: /src\/widget\/onboarding\/brands\.ts$/ },
  { name: 'onboarding-facts', test: /src\/widget\/onboarding\/facts-styles\.ts$/ },
  {
    name: 'onboarding-fields',
    test: /src\/widget\/onboarding\/(company|sign-up)\/(fields|files)\.ts$/,
  },
  { name: 'provider-consent-wire', test: /src\/protocol\/(read-)?provider-consent[\w-]*\.ts$/ },
];

/** The widget as a script tag gets it: an entry whose name stays, and chunks whose names carry their hash. */
export default defineConfig({
  plugins: [onlyOnce, kit()],
  build: {
    outDir: 'dist/widget',
    target: 'es2022',
    // Only library mode leaves `import()` alone, so that chunks come from where the script came from.
    lib: { entry: 'src/widget/handslag.ts', formats: ['es'] },
    reportCompressedSize: false,
    rolldownOptions: {
      preserveEntrySignatures: 'allow-extension',
      output: {
        entryFileNames: entry,
        chunkFileNames: ({ facadeModuleId, name }) => `${roomOf(facadeModuleId ?? '')}${name}-[hash].js`,
        codeSplitting: { groups: [{ name: inEntry, debugName: 'entry' }, ...shared] },
        minify: true,
        hashCharacters: 'hex',
      },
    },
  },
});
