import { html } from 'lit/html.js';

/** The heading of a screen. Focus is moved to it when a new screen takes the place of one that had it. */
export const heading = (text: string) => html`<h2 id="heading" part="heading" tabindex="-1">${text}</h2>`;
