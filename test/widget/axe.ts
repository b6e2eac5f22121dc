import { expect } from '@open-wc/testing';
import type { AxeResults, RunOptions } from 'axe-core';
import 'axe-core/axe.min.js';
import { type Language, languages } from '../../src/protocol/words.ts';

declare global {
  interface Window {
    readonly axe: { run(element: Element, options: RunOptions): Promise<AxeResults> };
  }
}

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds, and what it could not make sure of. */
export const findings = async (element: Element): Promise<readonly string[]> => {
  const { violations, incomplete } = await window.axe.run(element, { runOnly: tags });
  return [...violations, ...incomplete].map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.flat().join(' ')).join(', ')}`,
  );
};

/** Looks at an element as it stands, in every language and colour scheme. `speak` resolves when it speaks that one. */
export const expectNothingFound = async (
  element: HTMLElement,
  speak: (language: Language) => Promise<void>,
): Promise<void> => {
  const found: string[] = [];
  for (const language of languages) {
    await speak(language);
    for (const scheme of ['light', 'dark']) {
      element.style.colorScheme = scheme;
      for (const one of await findings(element)) found.push(`${language}, ${scheme}: ${one}`);
    }
  }
  expect(found).to.deep.equal([]);
};
