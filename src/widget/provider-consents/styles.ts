/** Marks CSS for editors. */
const css = String.raw;

/** A table where there is room for one; else each consent is a card of its own. */
export const styles = css`
  .card {
    max-inline-size: var(--handslag-width, 70em);
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
    text-align: start;
  }
  th,
  td {
    padding: 0.6em 0.75em 0.6em 0;
    border-block-end: 1px solid var(--line);
    text-align: start;
    vertical-align: top;
  }
  thead th {
    color: var(--quiet);
    font-size: 0.9em;
    font-weight: 600;
  }
  tbody th {
    font-weight: 600;
  }
  td small,
  th small {
    display: block;
    color: var(--quiet);
    font-weight: 400;
  }
  .mark {
    display: inline-block;
    margin-inline-start: 0.5em;
    padding: 0 0.5em;
    border: 1px solid;
    border-radius: 1em;
    font-size: 0.85em;
    color: var(--accent);
  }
  @container (max-width: 38em) {
    thead {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    tr,
    tbody th,
    td {
      display: block;
    }
    tr {
      padding-block: 0.75em;
      border-block-end: 1px solid var(--line);
    }
    tbody th,
    td {
      padding: 0.1em 0;
      border: 0;
    }
  }
`;
