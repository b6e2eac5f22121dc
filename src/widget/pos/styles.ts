/** Marks CSS for editors. */
const css = String.raw;

/** A customer stands before it, at arm's length: everything large, nothing small to hit. */
export const styles = css`
  .pos {
    font-size: clamp(1.1em, 2.6cqi, 1.6em);
    max-inline-size: var(--handslag-width, 60rem);
  }
  .pos .amount {
    font-size: clamp(2.2em, 13cqi, 4.5em);
  }
  .pos .characters {
    font-size: clamp(1.8em, 6.5cqi, 3em);
    white-space: nowrap;
  }
  .pos .qr {
    inline-size: min(100%, 18em);
  }
  .pos .link,
  .pos summary,
  .pos fieldset label {
    min-block-size: 56px;
    min-inline-size: 56px;
  }
  .pos [type='radio'] {
    inline-size: 1.5em;
    block-size: 1.5em;
  }
  .till {
    display: contents;
  }
  /* Who pays on a phone of their own has no app here, only the clerk cancels, and no link leads out of the till. */
  .till [part~='app-link'],
  .till [part~='cancel'],
  .till [part~='contact'],
  .till [part~='print'] {
    display: none;
  }
  .clerk {
    touch-action: manipulation;
    user-select: none;
    -webkit-user-select: none;
    color: var(--quiet);
  }
  .clerk-menu {
    display: grid;
    gap: 0.75em;
    font-size: 1em;
  }
  /* Lying on its side a tablet is wide and low: what to scan stands beside what is said. */
  @media (orientation: landscape) and (min-width: 56rem) {
    .pos {
      max-inline-size: var(--handslag-width, 76rem);
      font-size: clamp(1em, 2.6vh, 1.6em);
    }
    .pos:has(.meet) {
      grid-template-columns: 1fr 1fr;
      column-gap: 2.5em;
    }
    .till > .meet {
      grid-column: 2;
      grid-row: 1 / span 6;
      flex-direction: column;
      justify-content: center;
    }
    .till > .meet > * {
      flex: none;
    }
    .pos:has(.meet) > :not(.till) {
      grid-column: 1 / -1;
    }
    .pos .qr {
      inline-size: min(100%, 40vh);
    }
    .pos .characters {
      font-size: 2.6em;
    }
    .pos:has(.meet) .amount {
      font-size: clamp(2em, 6.5cqi, 3.4em);
      overflow-wrap: normal;
    }
  }
`;
