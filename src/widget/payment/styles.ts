import { css } from 'lit';

/**
 * The looks. Every colour and measure that a page may want to change is a custom property with its default here, and
 * every piece is a part. Colours follow the page's `color-scheme`; sizes follow its font.
 */
export const styles = css`
  :host {
    --accent: var(--handslag-accent, light-dark(#0a5c6b, #86d3df));
    --on-accent: var(--handslag-on-accent, light-dark(#fff, #04262d));
    --background: var(--handslag-background, light-dark(#fff, #16191b));
    --color: var(--handslag-color, light-dark(#16191b, #f1f3f3));
    --quiet: var(--handslag-quiet, light-dark(#586065, #a9b2b6));
    --line: var(--handslag-line, light-dark(#dde2e4, #353c40));
    --field: var(--handslag-field, light-dark(#7b868b, #7f8a8f));
    --tint: var(--handslag-tint, light-dark(#f1f6f7, #1f2629));
    --danger: var(--handslag-danger, light-dark(#b3261e, #ffb4ab));
    --radius: var(--handslag-radius, 0.625em);
    --target: 3em;
    display: block;
    min-inline-size: min(100%, 20rem);
    container-type: inline-size;
  }
  :host([hidden]) {
    display: none;
  }
  .card {
    box-sizing: border-box;
    max-inline-size: var(--handslag-width, 30em);
    margin-inline: auto;
    padding: clamp(1em, 5cqi, 1.75em);
    display: grid;
    gap: 1.25em;
    border: 1px solid var(--line);
    border-radius: calc(var(--radius) * 1.5);
    background: var(--background);
    color: var(--color);
    line-height: 1.5;
    overflow-wrap: anywhere;
  }
  .pos {
    --target: max(56px, 3em);
    font-size: 1.25em;
  }
  h2,
  h3,
  p,
  dl,
  dd,
  ol,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
  }
  h2,
  h3 {
    font-size: 1.2em;
    font-weight: 600;
    line-height: 1.3;
    outline: none;
  }
  h3 {
    font-size: 1em;
  }
  .amount {
    font-size: clamp(1.9em, 10cqi, 2.6em);
    font-weight: 600;
    line-height: 1.15;
    letter-spacing: -0.02em;
  }
  .amount,
  .number,
  input,
  dd {
    font-variant-numeric: tabular-nums;
  }
  .quiet,
  dt {
    color: var(--quiet);
  }
  .small,
  .mandate,
  .rows {
    font-size: 0.9em;
  }
  .test {
    display: inline-block;
    margin-block-start: 0.75em;
    padding: 0.15em 0.75em;
    border: 1px dashed var(--field);
    border-radius: 2em;
    font-size: 0.8em;
  }
  form,
  .mandate,
  .outcome {
    display: grid;
    gap: 0.5em;
  }
  label {
    font-weight: 600;
  }
  fieldset {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.25em;
  }
  legend {
    padding: 0;
    color: var(--quiet);
  }
  fieldset label {
    display: flex;
    align-items: center;
    gap: 0.5em;
    min-block-size: 2.25em;
    font-weight: inherit;
  }
  input,
  button {
    box-sizing: border-box;
    font: inherit;
    accent-color: var(--accent);
  }
  #debtor {
    inline-size: 100%;
    min-block-size: var(--target);
    padding-inline: 0.875em;
    border: 1px solid var(--field);
    border-radius: var(--radius);
    background: var(--background);
    color: inherit;
    font-size: max(16px, 1.1em);
    letter-spacing: 0.04em;
  }
  [aria-invalid='true'] {
    border-color: var(--danger);
  }
  .error {
    color: var(--danger);
  }
  .error:empty {
    display: none;
  }
  .primary {
    box-sizing: border-box;
    display: grid;
    place-content: center;
    inline-size: 100%;
    min-block-size: var(--target);
    padding: 0.5em 1em;
    border: 1px solid transparent;
    border-radius: var(--radius);
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
  }
  .primary:hover {
    background: color-mix(in srgb, var(--accent), var(--color) 15%);
  }
  form .primary {
    margin-block-start: 0.75em;
  }
  .link,
  summary {
    min-block-size: 24px;
    padding: 0;
    border: 0;
    background: none;
    color: var(--accent);
    text-decoration: underline;
    text-underline-offset: 0.2em;
    cursor: pointer;
  }
  .pos .link,
  .pos summary,
  .pos fieldset label {
    min-block-size: 56px;
  }
  :focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
  .row,
  .foot,
  .rows div {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0.25em 1em;
  }
  .row,
  .rows div {
    padding-block: 0.75em;
    border-block-start: 1px solid var(--line);
  }
  .row {
    border-block-end: 1px solid var(--line);
  }
  .number {
    flex: 1;
    text-align: end;
  }
  .mandate,
  .code {
    padding: 1em;
    border-radius: var(--radius);
    background: var(--tint);
  }
  .steps {
    display: grid;
    grid-template-columns: repeat(3, 1fr);
    gap: 0.375em;
    list-style: none;
    font-size: 0.85em;
    color: var(--quiet);
  }
  .steps li {
    padding-block-start: 0.5em;
    border-block-start: 4px solid var(--line);
    hyphens: auto;
  }
  .steps .reached {
    border-color: var(--accent);
  }
  .steps [aria-current='step'] {
    color: var(--color);
    font-weight: 600;
  }
  .busy::before {
    content: '';
    display: inline-block;
    inline-size: 0.55em;
    block-size: 0.55em;
    margin-inline-end: 0.6em;
    border-radius: 50%;
    background: var(--accent);
  }
  .meet {
    display: flex;
    flex-wrap: wrap;
    gap: 1.25em;
    align-items: stretch;
  }
  .meet > * {
    flex: 1 1 10em;
  }
  .code {
    display: grid;
    align-content: center;
    justify-items: center;
    gap: 0.25em;
    text-align: center;
  }
  .characters {
    font: 600 2em / 1.2 ui-monospace, monospace;
    letter-spacing: 0.12em;
    margin-inline-end: -0.12em;
  }
  .app {
    display: grid;
    justify-items: center;
    gap: 0.5em;
    text-align: center;
  }
  .qr {
    display: block;
    inline-size: min(100%, 12em);
    aspect-ratio: 1;
    border-radius: var(--radius);
    background: #fff;
    forced-color-adjust: none;
  }
  .empty {
    background: var(--tint);
  }
  .outcome {
    justify-items: center;
    text-align: center;
  }
  .sign {
    inline-size: 3.5em;
    fill: none;
    stroke: var(--background);
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .sign circle {
    stroke: none;
    fill: var(--quiet);
  }
  .good circle {
    fill: var(--accent);
  }
  .outline {
    block-size: 15em;
    background:
      linear-gradient(var(--line) 0 0) 0 0 / 45% 2.5em,
      linear-gradient(var(--line) 0 0) 0 3.5em / 65% 1em,
      linear-gradient(var(--line) 0 0) 0 8em / 100% 3em,
      linear-gradient(var(--line) 0 0) 0 12em / 100% 3em;
    background-repeat: no-repeat;
    opacity: 0.6;
  }
  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (prefers-reduced-motion: no-preference) {
    .busy::before,
    .outline,
    .empty {
      animation: breathe 1.4s ease-in-out infinite alternate;
    }
  }
  @keyframes breathe {
    to {
      opacity: 0.3;
    }
  }
  @media (forced-colors: active) {
    .steps .reached {
      border-color: Highlight;
    }
    .busy::before {
      forced-color-adjust: none;
      background: Highlight;
    }
  }
  @media print {
    .card {
      border: 0;
    }
    .primary,
    .foot {
      display: none;
    }
  }
`;
