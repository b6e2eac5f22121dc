import { expect } from '@open-wc/testing';
import { a11ySnapshot, sendKeys } from '@web/test-runner-commands';
import { phone } from '../support/world.ts';
import { cpr, openPayment, type Payment } from './payment-harness.ts';

interface AccessibleNode {
  readonly role: string;
  readonly name?: string;
  readonly description?: string;
  readonly focused?: boolean;
  readonly children?: readonly AccessibleNode[];
}

const focusedIn = (node: AccessibleNode): AccessibleNode | undefined => {
  for (const child of node.children ?? []) {
    const found = focusedIn(child);
    if (found !== undefined) return found;
  }
  return node.focused ? node : undefined;
};

/** What has the focus as the browser's accessibility tree has it: role, name and description. */
const focused = async (): Promise<string> => {
  // Its type is for another browser's tree.
  const tree: unknown = await a11ySnapshot({});
  const node = focusedIn(tree as AccessibleNode);
  if (node === undefined) return 'nothing';
  return [`${node.role}: ${node.name}`, ...(node.description ? [node.description] : [])].join(' | ');
};

/** The letters of a code differ from payment to payment. */
const withoutCode = (line: string): string => line.replace(/: \S( \S)+$/, ': (letter by letter)');

/** Writes down what a screen reader is told, in order: what live regions say, and what gets the focus. */
class Listener {
  readonly lines: string[] = [];
  readonly #root: ShadowRoot;
  readonly #said = new Map<Element, string>();
  #focus: Element | null = null;

  constructor({ element }: Payment) {
    this.#root = element.root;
    new MutationObserver(() => this.#hear()).observe(this.#root, {
      subtree: true,
      childList: true,
      characterData: true,
    });
  }

  #hear(): void {
    for (const region of this.#root.querySelectorAll('[role=status], [role=alert]')) {
      const line = region.textContent?.trim() ?? '';
      if (line !== '' && line !== this.#said.get(region)) {
        this.lines.push(withoutCode(`${region.getAttribute('role')}: ${line}`));
      }
      this.#said.set(region, line);
    }
  }

  /** To be called wherever the focus may have moved. */
  async look(): Promise<void> {
    const { activeElement } = this.#root;
    if (activeElement === this.#focus) return;
    this.#focus = activeElement;
    this.lines.push(await focused());
  }
}
