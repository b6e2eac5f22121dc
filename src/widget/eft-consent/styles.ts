/** Marks CSS for editors. */
const css = String.raw;

/** What this element needs on top of the looks that all share. */
export const styles = css`
  .facts {
    display: grid;
    grid-template-columns: max-content 1fr;
    gap: 0.15em 1em;
  }
  .state {
    font-weight: 600;
  }
  .state::before {
    content: '●' / '';
    margin-inline-end: 0.5em;
    color: var(--field);
  }
  .state.active::before {
    color: var(--accent);
  }
`;
