/** Marks CSS for editors. */
const css = String.raw;

/**
 * The looks. Each colour and measure that a page may want to change is a custom property with its default here, and
 * each piece is a part. Colours follow the page's `color-scheme`, sizes its font.
 */
export const styles = css`
  :host {
    --accent: var(--handslag-accent, #0a5c6b);
    --on-accent: var(--handslag-on-accent, #fff);
    --background: var(--handslag-background, #fff);
    --color: var(--handslag-color, #16191b);
    --danger: var(--handslag-danger, #b3261e);
    --quiet: color-mix(in srgb, var(--color) 70%, var(--background));
    --field: color-mix(in srgb, var(--color) 50%, var(--background));
    --line: color-mix(in srgb, var(--color) 15%, var(--background));
    --tint: color-mix(in srgb, var(--accent) 6%, var(--background));
    --radius: var(--handslag-radius, 0.625em);
    --button: 3em;
    --target: 24px;
    display: block;
    min-inline-size: min(100%, 20rem);
    container-type: inline-size;
  }
  @supports (color: light-dark(#000, #fff)) {
    :host {
      --accent: var(--handslag-accent, light-dark(#0a5c6b, #86d3df));
      --on-accent: var(--handslag-on-accent, light-dark(#fff, #04262d));
      --background: var(--handslag-background, light-dark(#fff, #16191b));
      --color: var(--handslag-color, light-dark(#16191b, #f1f3f3));
      --danger: var(--handslag-danger, light-dark(#b3261e, #ffb4ab));
    }
  }
  :host([hidden]) {
    display: none;
  }
  .card {
    box-sizing: border-box;
    max-inline-size: var(--handslag-width, 30em);
    margin-inline: auto;
    padding: clamp(1em, 5cqi, 1.75em);
    border: 1px solid var(--line);
    border-radius: calc(var(--radius) * 1.5);
    background: var(--background);
    color: var(--color);
    line-height: 1.5;
    overflow-wrap: anywhere;
  }
  .pos {
    --button: max(56px, 3em);
    --target: 56px;
    font-size: 1.25em;
  }
  .card,
  .box,
  .stack {
    display: grid;
    gap: 0.5em;
  }
  .card {
    gap: 1.25em;
  }
  h2,
  h3,
  p,
  ol,
  dl,
  dd,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    font-size: 1em;
  }
  h2 {
    font-size: 1.2em;
    line-height: 1.3;
    outline: none;
  }
  h2,
  h3,
  .amount,
  .primary,
  .name {
    font-weight: 600;
  }
  .amount {
    font-size: clamp(1.3em, 11cqi, 2.6em);
    line-height: 1.15;
    letter-spacing: -0.02em;
  }
  .quiet,
  legend,
  dt {
    color: var(--quiet);
  }
  .small,
  .box,
  dl {
    font-size: 0.9em;
  }
  .test {
    display: inline-block;
    margin-block-start: 0.75em;
    padding: 0.15em 0.75em;
    border: 1px dashed;
    border-radius: 2em;
  }
  .box {
    padding: 1em;
    border-radius: var(--radius);
    background: var(--tint);
  }
  .row,
  fieldset {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25em 1em;
  }
  .ruled {
    padding-block: 0.75em;
    border-block-start: 1px solid var(--line);
  }
  .end {
    margin-inline-start: auto;
  }
  fieldset label,
  .link,
  summary {
    display: inline-flex;
    align-items: center;
    gap: 0.5em;
    min-block-size: var(--target);
  }
  legend {
    padding: 0;
  }
  input,
  button,
  a {
    box-sizing: border-box;
    font: inherit;
    accent-color: var(--accent);
    cursor: pointer;
  }
  .field,
  .primary {
    inline-size: 100%;
    min-block-size: var(--button);
    padding: 0.5em 0.875em;
    border: 1px solid transparent;
    border-radius: var(--radius);
  }
  .field {
    border-color: var(--field);
    background: none;
    color: inherit;
    font-size: max(16px, 1.1em);
    cursor: text;
  }
  [aria-invalid='true'] {
    border-color: var(--danger);
  }
  .error {
    color: var(--danger);
  }
  .primary {
    display: grid;
    place-content: center;
    background: var(--accent);
    color: var(--on-accent);
    text-align: center;
    text-decoration: none;
  }
  .stack .primary {
    margin-block-start: 0.75em;
  }
  .primary:hover {
    opacity: 0.9;
  }
  .link,
  summary {
    padding: 0;
    border: 0;
    background: none;
    color: var(--accent);
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  :focus-visible:not(h2) {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
  .outline {
    block-size: 15em;
    border-radius: var(--radius);
    background: var(--tint);
  }
  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
`;
