/** Marks CSS for editors. */
const css = String.raw;

export const styles = css`
  .option {
    padding-block: 0.25em;
    border-block-end: 1px solid var(--line);
  }
  .option summary {
    display: flex;
    align-items: center;
    gap: 0.75em;
    min-block-size: 2.75em;
    color: inherit;
    text-decoration: none;
    cursor: pointer;
  }
  .option summary::after {
    content: '›' / '';
    flex: none;
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
    white-space: normal;
    text-align: end;
  }
  .needs {
    display: grid;
    gap: 0.25em;
    margin: 0.25em 0 0;
    padding: 0;
    list-style: none;
  }
`;
