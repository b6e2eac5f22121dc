import { a11ySnapshot } from '@web/test-runner-commands';

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

/** What has the focus, as the browser's accessibility tree has it: role, name and description. */
const focused = async (): Promise<string> => {
  // The command is typed as if it answered nothing.
  const tree: unknown = await a11ySnapshot({});
  const node = focusedIn(tree as AccessibleNode);
  if (node === undefined) return 'nothing';
  return [`${node.role}: ${node.name}`, node.description].filter(Boolean).join(' | ');
};

/** The letters of a code are others each time. */
const withoutLetters = (line: string): string => line.replace(/: \S( \S)+$/, ': _ _ _ _');

/**
 * What a screen reader is told without asking, line by line: what live regions come to say, and what the focus moves
 * to.
 */
export const listenTo = ({ root }: { readonly root: ShadowRoot }) => {
  const lines: string[] = [];
  const said = new Map<Element, string>();
  let focus: Element | null = null;
  const hear = (): void => {
    for (const region of root.querySelectorAll('[role=status], [role=alert]')) {
      const line = region.textContent?.trim() ?? '';
      if (line !== '' && line !== said.get(region)) {
        lines.push(withoutLetters(`${region.getAttribute('role')}: ${line}`));
      }
      said.set(region, line);
    }
  };
  new MutationObserver(hear).observe(root, { subtree: true, childList: true, characterData: true });
  return {
    lines,
    /** To be called when the focus may have moved. */
    async focus(): Promise<void> {
      if (root.activeElement === focus) return;
      focus = root.activeElement;
      if (focus !== null) lines.push(await focused());
    },
  };
};
