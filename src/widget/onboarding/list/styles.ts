/** Marks CSS for editors. */
const css = String.raw;

/** A table where there is room for one; else each merchant is a card of its own. */
export const styles = css`
  .card {
    max-inline-size: var(--handslag-width, 70em);
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.5em 1em;
  }
  .head h2 {
    font-size: 1.4em;
  }
  .filters {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 12em), 1fr));
    gap: 0.75em;
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
    font-weight: inherit;
    text-align: start;
    vertical-align: top;
  }
  thead th {
    color: var(--quiet);
    font-size: 0.9em;
    font-weight: 600;
  }
  th .link {
    font-weight: 600;
    text-align: start;
  }
  th small {
    display: block;
    color: var(--quiet);
  }
  .mark {
    display: inline-block;
    padding: 0 0.6em;
    border: 1px solid var(--field);
    border-radius: 1em;
    font-size: 0.9em;
    white-space: nowrap;
  }
  .approved {
    border-color: var(--accent);
    color: var(--accent);
  }
  .declined,
  .closed {
    border-color: var(--danger);
    color: var(--danger);
  }
  td time {
    white-space: nowrap;
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
  form h3 {
    margin-block-start: 0.75em;
    font-size: 1.1em;
  }
  .label {
    display: none;
  }
  @container (max-width: 38em) {
    thead {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .label {
      display: inline;
      color: var(--quiet);
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
      padding: 0.15em 0;
      border: 0;
    }
  }
`;
