import { render, type TemplateResult } from 'lit/html.js';

/**
 * An element that draws itself with Lit's templates, once per turn however much has changed. That is all that we
 * need of LitElement, which would be 2 kB more of the 16 that a payment form may cost.
 */
export abstract class DrawnElement extends HTMLElement {
  readonly root = this.attachShadow({ mode: 'open' });
  #drawing: Promise<void> | undefined;

  protected abstract draw(): TemplateResult;

  /** Called after each drawing. `hadFocus`: the focus was inside before it. */
  protected abstract drawn(hadFocus: boolean): void;

  addStyles(css: string): void {
    if ('adoptedStyleSheets' in this.root) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      this.root.adoptedStyleSheets = [...this.root.adoptedStyleSheets, sheet];
    }
  }

  requestUpdate(): void {
    this.#drawing ??= Promise.resolve().then(() => {
      this.#drawing = undefined;
      if (!this.isConnected) return;
      const hadFocus = this.root.activeElement !== null;
      render(this.draw(), this.root);
      this.drawn(hadFocus);
    });
  }

  /** Resolves when what has been asked for is drawn. */
  get updateComplete(): Promise<void> {
    return this.#drawing ?? Promise.resolve();
  }

  connectedCallback(): void {
    this.requestUpdate();
  }

  attributeChangedCallback(_name: string, _before: string | null, _after: string | null): void {
    this.requestUpdate();
  }

  /** A property that the page set before the element was defined hides the accessor of that name: it is set again. */
  protected takeOver(...names: readonly string[]): void {
    for (const name of names) {
      if (!Object.hasOwn(this, name)) continue;
      const value: unknown = Reflect.get(this, name);
      Reflect.deleteProperty(this, name);
      Reflect.set(this, name, value);
    }
  }
}
