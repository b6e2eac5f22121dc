const css = String.raw;

/** What a board needs on top of the looks that all elements share. */
export const styles = css`
  .desk {
    display: grid;
    gap: 1em 1.25em;
    align-items: start;
    padding: 1em;
    border-radius: calc(var(--radius) * 1.5);
    background: var(--background);
    color: var(--color);
    line-height: 1.4;
    outline: none;
  }
  .new,
  .item {
    padding: 1em;
    border: 1px solid var(--line);
    border-radius: var(--radius);
  }
  .new {
    gap: 0.5em 1.25em;
    align-items: start;
    --button: 2.5em;
  }
  .new .test {
    justify-self: start;
    margin: 0;
  }
  .new .stack {
    gap: 0.2em;
  }
  .new .field {
    font-size: max(15px, 1em);
  }
  .error:empty {
    display: none;
  }
  .field option {
    color: #000;
  }
  .board,
  .rows {
    display: grid;
    gap: 0.5em;
    min-inline-size: 0;
  }
  .tools label {
    display: flex;
    align-items: center;
    gap: 0.4em;
    font-size: 0.9em;
  }
  .tools input,
  .tools select,
  .plain {
    min-block-size: 2.2em;
    padding: 0.2em 0.6em;
    border: 1px solid var(--field);
    border-radius: var(--radius);
    background: var(--background);
    color: inherit;
    font: inherit;
  }
  .plain {
    cursor: pointer;
  }
  .plain:hover {
    border-color: var(--accent);
  }
  .item {
    display: grid;
    gap: 0.4em 1em;
    padding: 0.6em 0.9em;
    overflow-wrap: anywhere;
  }
  .item > * {
    display: grid;
    align-content: start;
    min-inline-size: 0;
  }
  .item:focus,
  .item:focus-within {
    border-color: var(--accent);
    background: var(--tint);
  }
  .state > :first-child {
    font-weight: 600;
  }
  .good > :first-child {
    color: var(--accent);
  }
  .bad > :first-child,
  .unreachable {
    color: var(--danger);
  }
  .left {
    font-variant-numeric: tabular-nums;
  }
  .left:empty {
    display: none;
  }
  .steps {
    display: flex;
    gap: 0.2em;
    max-inline-size: 8em;
    margin-block: 0.3em;
  }
  .steps i {
    flex: 1;
    block-size: 4px;
    border-radius: 2px;
    background: var(--line);
  }
  .steps .reached {
    background: var(--accent);
  }
  .what b {
    white-space: nowrap;
  }
  .mark {
    display: inline-block;
    padding: 0.1em 0.5em;
    border: 1px solid var(--line);
    border-radius: 1em;
    font-size: 0.8em;
  }
  .characters {
    font: 600 1.6em / 1.2 ui-monospace, monospace;
    letter-spacing: 0.2em;
  }
  .deeds {
    grid-auto-flow: row;
    gap: 0.3em;
  }
  .wide {
    grid-column: 1 / -1;
  }
  .stop {
    display: grid;
    gap: 0.4em;
    padding: 0.8em 1em;
    border-radius: var(--radius);
    background: var(--danger);
    color: var(--background);
    font-size: 1.1em;
  }
  .stop strong {
    font-size: 1.2em;
  }
  .stop .plain {
    justify-self: start;
    color: var(--color);
  }
  .notice {
    padding: 0.6em 0.9em;
    border: 2px solid var(--danger);
    border-radius: var(--radius);
  }
  .notice:empty {
    display: none;
  }
  .payer {
    display: flex;
    flex-wrap: wrap;
    gap: 0.2em 0.8em;
    padding-block: 0.3em;
  }
  .check {
    flex: 1 1 12em;
  }
  .check.reachable {
    color: var(--accent);
  }
  dialog {
    max-inline-size: 30em;
    padding: 1.5em;
    border: 1px solid var(--field);
    border-radius: var(--radius);
    background: var(--background);
    color: var(--color);
  }
  dialog dl {
    display: grid;
    gap: 0.4em;
  }
  dialog dt {
    min-inline-size: 5em;
  }
  [part='copy'] {
    overflow-wrap: anywhere;
    text-align: start;
  }
  @container (min-width: 40em) {
    .item {
      grid-template-columns: 7.5em minmax(7em, 1fr) 11em 8.5em;
    }
  }
  @container (min-width: 40em) and (max-width: 63.9em) {
    .new {
      grid-template-columns: 1fr 1fr;
    }
    .new > :is(h2, .test, .box, fieldset, .error) {
      grid-column: 1 / -1;
    }
    .new > .primary {
      align-self: end;
    }
  }
  @container (min-width: 64em) {
    .desk {
      grid-template-columns: 18em minmax(0, 1fr);
    }
    .new {
      position: sticky;
      inset-block-start: 0.5em;
    }
  }
  @container (min-width: 100em) {
    .desk {
      grid-template-columns: 24em minmax(0, 1fr);
    }
    .item {
      grid-template-columns: 12em minmax(0, 1fr) 22em auto;
    }
    .deeds {
      grid-auto-flow: column;
      align-items: center;
      gap: 0.8em;
    }
  }
`;
