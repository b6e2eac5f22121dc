const css = String.raw;

/** What the screens after sending need on top. */
export const styles = css`
  .steps {
    display: flex;
    gap: 0.375em;
    list-style: none;
    font-size: 0.85em;
    color: var(--quiet);
  }
  .steps li {
    flex: 1;
    padding-block-start: 0.5em;
    border-block-start: 4px dotted var(--line);
  }
  .steps .reached {
    border-color: var(--accent);
    border-block-start-style: solid;
  }
  [aria-current='step'] {
    color: var(--color);
    font-weight: 600;
  }
  .busy,
  .outcome,
  .meet {
    display: flex;
    gap: 0.75em;
  }
  .busy::before {
    content: '●' / '';
    color: var(--accent);
  }
  .meet {
    flex-wrap: wrap;
    align-items: center;
    font-size: 1em;
  }
  .meet > * {
    flex: 1 1 10em;
  }
  .centred {
    justify-items: center;
    text-align: center;
  }
  .characters {
    font: 600 2em / 1.2 ui-monospace, monospace;
    letter-spacing: 0.12em;
  }
  .qr {
    inline-size: min(100%, 12em);
    aspect-ratio: 1;
    border-radius: var(--radius);
    background: #fff;
    forced-color-adjust: none;
  }
  .sign {
    flex: none;
    inline-size: 2.5em;
    block-size: 2.5em;
    fill: none;
    stroke: var(--background);
    stroke-width: 2;
    stroke-linecap: round;
  }
  .sign circle {
    stroke: none;
    fill: var(--quiet);
  }
  .good circle {
    fill: var(--accent);
  }
  @media (prefers-reduced-motion: no-preference) {
    .busy::before {
      animation: breathe 1.4s infinite alternate;
    }
  }
  @keyframes breathe {
    to {
      opacity: 0.3;
    }
  }
  @media print {
    .primary,
    .foot {
      display: none;
    }
  }
`;
