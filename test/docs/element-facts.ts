import { globSync, readFileSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { statuses } from '../../src/protocol/words.ts';

const others = [
  'desk',
  'debtor-check',
  'eft-consent',
  'onboarding',
  'provider-consent',
  'provider-consents',
].map((room) => `src/widget/${room}/**`);

const sourceOf = (pattern: string): string =>
  // The other elements have parts of their own, of which the page on integration tells.
  globSync(pattern, { exclude: others })
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');

const all = (text: string, pattern: RegExp): readonly string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, found = '']) => found)),
];

/** What the sources of the element say that a page can use, each list sorted. */
export const elementFacts = () => {
  const widget = sourceOf('src/widget/**/*.ts');
  const [observed = ''] = all(widget, /observedAttributes = \[(.*?)\]/gs);
  return {
    attributes: [
      ...all(observed, /'([\w-]+)'/g),
      ...all(widget, /(?:this|#element)\.getAttribute\('([\w-]+)'\)/g),
    ]
      .filter((name, index, names) => names.indexOf(name) === index)
      .sort(),
    events: [...all(widget, /super\('(handslag-[\w-]+)'/g)].sort(),
    states: [...all(sourceOf('src/flow/payment-state.ts'), /readonly at: '(\w+)'/g), ...statuses].sort(),
    parts: [...new Set(all(widget, /part="([^"]+)"/g).flatMap((names) => names.split(' ')))].sort(),
    customProperties: Object.fromEntries(
      // A till is wider by default.
      [
        ...sourceOf('src/widget/styles.ts').matchAll(/var\((--handslag-[\w-]+), ((?:[^()]|\([^()]*\))+)\)/g),
      ].map(([, name, value]) => [name, value]),
    ),
  };
};

/** What the element's own doc comment says of the same. */
export const saidFacts = () => {
  const comment = sourceOf('src/widget/payment/handslag-payment.ts');
  const tagged = (tag: string) => [...all(comment, new RegExp(`@${tag} (.+?) - `, 'g'))];
  const also = all(comment, /also (.*?)\./g).flatMap((names) => all(names, /`([\w-]+)`/g));
  return {
    attributes: tagged('attr').sort(),
    events: tagged('fires').sort(),
    states: tagged('cssstate')
      .flatMap((names) => names.split(', '))
      .sort(),
    parts: [...tagged('csspart').flatMap((names) => names.split(', ')), ...also].sort(),
  };
};

/** What the platform calls, and not the page. */
const callbacks = ['constructor', 'connectedCallback', 'disconnectedCallback', 'attributeChangedCallback'];
/** What the element and its parts use among themselves. */
const own = [
  ...['draw', 'drawn', 'tokenCame', 'fetchTokenCame', 'sync', 'forget', 'takeOver', 'addStyles'],
  ...['requestUpdate', 'updateComplete'],
];

/** Names on the element's prototype that a page may use, each list sorted. The element must be defined in the page. */
export const publicNames = async (page: Page) => {
  const names = await page.evaluate(async () => {
    const element = await customElements.whenDefined('handslag-payment');
    const names: { readonly name: string; readonly isMethod: boolean }[] = [];
    for (let own = element.prototype; own !== HTMLElement.prototype; own = Object.getPrototypeOf(own)) {
      for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(own))) {
        if (names.every((known) => known.name !== name)) {
          names.push({ name, isMethod: typeof value === 'function' });
        }
      }
    }
    return names;
  });
  const open = names.filter(({ name }) => ![...callbacks, ...own].includes(name));
  const namesOf = (isMethod: boolean) =>
    open
      .filter((one) => one.isMethod === isMethod)
      .map(({ name }) => name)
      .sort();
  return { properties: namesOf(false), methods: namesOf(true) };
};
