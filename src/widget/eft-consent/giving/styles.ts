/** Marks CSS for editors. */
const css = String.raw;

/** What the form needs on top of the list's looks. */
export const styles = css`
  .form {
    display: grid;
    gap: 1.25em;
  }
  .form fieldset {
    display: grid;
    gap: 0.25em;
  }
  .two {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 11em), 1fr));
    gap: 0.75em 1em;
    align-items: start;
  }
  .row-of-form {
    display: grid;
    gap: 0.25em;
  }
  .form .link {
    justify-self: start;
  }
  .mandate {
    max-block-size: 16em;
    overflow: auto;
    white-space: pre-wrap;
  }
  .warning {
    margin-block-start: 0.25em;
  }
  .warning,
  .problem {
    border-inline-start: 3px solid var(--accent);
    padding-inline-start: 0.75em;
  }
  .problem {
    padding-inline-start: 1em;
  }
  .problem a {
    color: var(--accent);
  }
`;
