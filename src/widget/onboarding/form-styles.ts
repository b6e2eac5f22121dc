/** Marks CSS for editors. */
const css = String.raw;

/** The looks of fields: in two columns where there is room. */
export const styles = css`
  .row-of-form {
    display: grid;
    gap: 0.35em;
    min-inline-size: 0;
  }
  .row-of-form p:empty {
    display: none;
  }
  .two {
    display: grid;
    gap: 1em;
  }
  select.field {
    background: var(--background);
  }
  .roles {
    display: grid;
    gap: 0.25em;
  }
  .roles legend {
    margin-block-end: 0.25em;
    font-weight: 600;
    color: inherit;
  }
  .roles input {
    inline-size: 1.25em;
    block-size: 1.25em;
    flex: none;
  }
  .second {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    justify-self: start;
    min-block-size: max(2.6em, var(--target));
    padding: 0.4em 1em;
    border: 1px solid var(--field);
    border-radius: var(--radius);
    background: none;
    color: var(--accent);
    cursor: pointer;
  }
  @container (min-width: 46em) {
    .two {
      grid-template-columns: 1fr 1fr;
      align-items: start;
    }
  }
`;
