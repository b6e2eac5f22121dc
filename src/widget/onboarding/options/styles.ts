/** Marks CSS for editors. */
const css = String.raw;

export const styles = css`
  .option {
    padding-block: 0.25em;
    border-block-end: 1px solid var(--line);
  }
  .option.line,
  .option .line {
    display: grid;
    grid-template-columns: 1fr 0.75em;
    align-items: center;
    gap: 0 0.75em;
    min-block-size: 3.25em;
    padding-block: 0.25em;
  }
  .option summary {
    color: inherit;
    text-decoration: none;
    cursor: pointer;
  }
  .option summary::after {
    content: '›' / '';
    grid-area: 1 / 2 / span 2;
    color: var(--accent);
    font-size: 1.3em;
  }
  .option[open] summary::after {
    rotate: 90deg;
  }
  .option > .stack {
    padding-block: 0.25em 1em;
    gap: 1em;
  }
  .option .state {
    grid-column: 1;
    margin: 0;
    white-space: normal;
  }
  @container (min-width: 30em) {
    .option.line,
    .option .line {
      grid-template-columns: 1fr auto 0.75em;
    }
    .option summary::after {
      grid-area: 1 / 3;
    }
    .option .state {
      grid-column: 2;
      text-align: end;
    }
  }
  .needs {
    display: grid;
    gap: 0.25em;
    margin: 0.25em 0 0;
    padding: 0;
    list-style: none;
  }
  .needs li::before {
    content: '○ ' / '';
  }
  .needs .met::before {
    content: '✓ ' / '';
  }
`;
