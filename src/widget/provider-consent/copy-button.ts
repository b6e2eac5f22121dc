import { html } from 'lit/html.js';
import type { LaterElement } from '../later-element.ts';
import type { View } from './view.ts';

/** A button that copies a number, where the browser lets it; else the number is selected, ready to be copied. */
export class CopyButton {
  readonly #element: LaterElement;
  #copied = false;

  constructor(element: LaterElement) {
    this.#element = element;
  }

  get copied(): boolean {
    return this.#copied;
  }

  render(number: string, { t }: Pick<View, 't'>) {
    const onClick = async ({ currentTarget }: Event) => {
      const beside = currentTarget instanceof Element ? currentTarget.previousElementSibling : null;
      if (beside !== null) getSelection()?.selectAllChildren(beside);
      this.#copied = await navigator.clipboard.writeText(number).then(
        () => true,
        () => false,
      );
      this.#element.requestUpdate();
    };
    return html`<button type="button" class="link" part="copy" @click=${onClick}>
      ${t(this.#copied ? 'copied' : 'copy')}
    </button>`;
  }
}
