/** Marks CSS for editors. */
const css = String.raw;

/** The looks of all steps: a narrow column on a phone, the steps beside it where there is room. */
export const styles = css`
  .card {
    max-inline-size: var(--handslag-width, 60em);
    gap: 1em;
  }
  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.5em 1em;
    font-weight: 600;
  }
  .top .test {
    margin: 0;
    font-weight: 400;
  }
  .shell {
    display: grid;
    gap: 1.25em;
  }
  .step-of {
    align-content: start;
    gap: 1em;
    min-inline-size: 0;
  }
  .step-of h2 {
    font-size: 1.4em;
  }
  .step-of form {
    gap: 1em;
  }
  .steps ol {
    display: none;
    align-content: start;
    margin-block-start: 0.5em;
    list-style: none;
  }
  .steps ol.open {
    display: grid;
  }
  .fold,
  .step {
    display: flex;
    box-sizing: border-box;
    align-items: center;
    gap: 0.6em;
    inline-size: 100%;
    min-block-size: max(2.6em, var(--target));
    padding: 0.25em 0.6em;
    border: 0;
    border-radius: var(--radius);
    background: none;
    color: inherit;
    text-align: start;
  }
  .fold {
    justify-content: space-between;
    padding-inline: 0;
  }
  .step[aria-current='step'] {
    background: var(--tint);
    font-weight: 600;
  }
  button.step:hover {
    background: var(--tint);
  }
  .step.quiet {
    cursor: default;
  }
  .state {
    margin-inline-start: auto;
    color: var(--quiet);
    font-weight: 400;
    white-space: nowrap;
  }
  .tick {
    flex: none;
    display: grid;
    place-content: center;
    box-sizing: border-box;
    inline-size: 1.6em;
    block-size: 1.6em;
    border: 1.5px solid var(--field);
    border-radius: 50%;
    font-size: 0.8em;
    line-height: 1;
  }
  .tick.not_yet {
    border-style: dotted;
  }
  .tick.due,
  .tick.past_due {
    border-color: var(--accent);
    border-width: 3px;
  }
  .tick.done {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
  }
  .tick.done::before {
    content: '✓' / '';
  }
  .tick.pending::before {
    content: '…' / '';
  }
  .tick.blocked::before {
    content: '!' / '';
  }
  .bar {
    display: block;
    inline-size: 100%;
    block-size: 4px;
    accent-color: var(--accent);
  }
  .step-of > p:empty {
    display: none;
  }
  .step-of .primary {
    margin-block-start: 0.25em;
  }
  .problem {
    border-inline-start: 3px solid var(--danger);
  }
  .check {
    display: flex;
    align-items: flex-start;
    gap: 0.75em;
    padding-block: 0.25em;
  }
  .check input {
    flex: none;
    inline-size: 1.35em;
    block-size: 1.35em;
    margin-block-start: 0.1em;
  }
  .plain-list {
    display: grid;
    gap: 0.75em;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  [aria-disabled='true'] {
    opacity: 0.6;
    cursor: default;
  }
  @container (min-width: 46em) {
    .shell {
      grid-template-columns: 15em minmax(0, 1fr);
      gap: 2.5em;
    }
    .fold {
      display: none;
    }
    .steps ol {
      display: grid;
    }
    .step-of .primary {
      inline-size: auto;
      justify-self: start;
      padding-inline: 2em;
    }
  }
`;
