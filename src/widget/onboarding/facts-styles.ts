/** Marks CSS for editors. */
const css = String.raw;

/** The looks of a list of names, each with what it is. */
export const styles = css`
  .facts {
    display: grid;
    grid-template-columns: minmax(6em, max-content) 1fr;
    gap: 0.25em 1.25em;
  }
`;
