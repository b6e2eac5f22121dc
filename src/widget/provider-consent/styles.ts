/** Marks CSS for editors. */
const css = String.raw;

/** What this element needs on top of the looks that all share. */
export const styles = css`
  .products {
    display: grid;
    gap: 0.5em;
  }
  .products dt {
    font-weight: 600;
    color: inherit;
  }
  .products dd {
    color: var(--quiet);
  }
  .hand-over {
    display: grid;
    gap: 1em;
    padding-inline-start: 1.5em;
  }
  .hand-over > li::marker {
    font-weight: 600;
    color: var(--accent);
  }
  .hand-over .primary {
    margin-block-start: 0.5em;
  }
  .names {
    margin: 0;
    padding-inline-start: 1.25em;
  }
  .number {
    font: 600 1.25em / 1.4 ui-monospace, monospace;
    letter-spacing: 0.04em;
    user-select: all;
  }
  [aria-disabled='true'] {
    opacity: 0.6;
    cursor: default;
  }
  .busy::before {
    content: '●' / '';
    margin-inline-end: 0.5em;
    color: var(--accent);
  }
`;
