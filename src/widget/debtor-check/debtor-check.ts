import { html } from 'lit/html.js';
import type { Content, LaterElement } from '../later-element.ts';

/** What `<handslag-debtor-check>` shows and does. */
export const create = (_element: LaterElement): Content => ({
  draw: () => html`<slot></slot>`,
  drawn: () => {},
  tokenCame: () => {},
  sync: () => {},
  submit: () => {},
  cancel: () => {},
  restart: () => {},
});
