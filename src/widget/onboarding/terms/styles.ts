/** Marks CSS for editors. */
const css = String.raw;

export const styles = css`
  .prices {
    display: grid;
    gap: 0.5em;
  }
  .prices dl div {
    display: flex;
    justify-content: space-between;
    align-items: baseline;
    gap: 1em;
    padding-block: 0.5em;
    border-block-start: 1px solid var(--line);
  }
  .prices dt {
    display: grid;
    color: inherit;
  }
  .prices dt .small {
    color: var(--quiet);
  }
  .prices dd {
    font-weight: 600;
    white-space: nowrap;
  }
  .documents li {
    display: flex;
    flex-wrap: wrap;
    gap: 0.1em 0.75em;
    align-items: baseline;
  }
  .documents a {
    display: inline-block;
    padding-block: 0.2em;
    color: var(--accent);
  }
`;
