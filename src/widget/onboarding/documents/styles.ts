/** Marks CSS for editors. */
const css = String.raw;

export const styles = css`
  .upload {
    position: relative;
    display: grid;
    gap: 0.4em;
    justify-items: start;
    padding-block: 0.75em;
    border-block-end: 1px solid var(--line);
  }
  .upload canvas {
    max-inline-size: 100%;
    padding: 0.5em;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: #fff;
  }
  .choose {
    display: inline-flex;
    align-items: center;
    min-block-size: max(2.6em, var(--target));
    padding: 0.4em 1em;
    border: 1px solid var(--field);
    border-radius: var(--radius);
    color: var(--accent);
    cursor: pointer;
  }
  .choose:focus-within {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
  .upload progress {
    inline-size: 100%;
    accent-color: var(--accent);
  }
`;
