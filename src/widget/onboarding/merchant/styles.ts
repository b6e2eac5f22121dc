import { styles as facts } from '../facts-styles.ts';

/** Marks CSS for editors. */
const css = String.raw;

const own = css`
  .beside {
    display: grid;
    gap: 2em;
  }
  .beside .stack {
    align-content: start;
    gap: 1em;
    min-inline-size: 0;
  }
  .steps-of li {
    display: flex;
    align-items: center;
    gap: 0.6em;
  }
  .steps-of {
    gap: 0.4em;
  }
  .note {
    white-space: pre-wrap;
  }
  textarea.field {
    box-sizing: border-box;
    font: inherit;
    resize: vertical;
  }
  @container (min-width: 46em) {
    .beside {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    }
  }
`;

/** How one merchant stands, beside the notes where there is room. */
export const styles = facts + own;
