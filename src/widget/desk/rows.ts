import { render, type TemplateResult } from 'lit/html.js';

/** Of what a row is drawn: while these are the same, it is not drawn again. */
type Made = readonly unknown[];

interface Shown {
  readonly element: HTMLElement;
  made: Made;
}

/**
 * Rows by id in a grid, each drawn only when what it is made of has changed. When the order changes, the row with the
 * focus stays where it is in the document and the others move around it: a node that is moved loses the focus.
 */
export class Rows {
  readonly element = document.createElement('div');
  readonly #shown = new Map<string, Shown>();

  constructor() {
    this.element.role = 'grid';
    this.element.className = 'rows';
  }

  /** How often a row has been drawn: for measuring. */
  drawn = 0;

  get list(): readonly HTMLElement[] {
    return [...this.#shown.values()].map(({ element }) => element);
  }

  row(id: string): HTMLElement | undefined {
    return this.#shown.get(id)?.element;
  }

  /** `made`: whatever the row depends on, the content aside. */
  show<T extends { readonly id: string }>(
    items: readonly T[],
    made: (item: T) => Made,
    content: (item: T) => TemplateResult,
  ): void {
    const wanted = new Set(items.map(({ id }) => id));
    for (const [id, { element }] of this.#shown) {
      if (wanted.has(id)) continue;
      element.remove();
      this.#shown.delete(id);
    }
    for (const item of items) this.#draw(item.id, made(item), () => content(item));
    this.#arrange(items.map(({ id }) => this.row(id)).filter((element) => element !== undefined));
  }

  #draw(id: string, made: Made, content: () => TemplateResult): void {
    const known = this.#shown.get(id);
    if (known?.made.every((part, at) => part === made[at])) return;
    const shown = known ?? { element: this.#newRow(id), made };
    this.#shown.set(id, shown);
    shown.made = made;
    this.drawn += 1;
    render(content(), shown.element);
  }

  #newRow(id: string): HTMLElement {
    const element = document.createElement('div');
    element.role = 'row';
    element.className = 'item';
    element.tabIndex = -1;
    element.dataset.id = id;
    return element;
  }

  #arrange(wanted: readonly HTMLElement[]): void {
    const { element } = this;
    const root = element.getRootNode();
    const focus = root instanceof ShadowRoot ? root.activeElement : null;
    const fixed = Math.max(
      wanted.findIndex((one) => one.contains(focus)),
      0,
    );
    let place = wanted[fixed];
    if (place === undefined) return;
    if (place.parentNode !== element) element.append(place);
    for (const one of wanted.slice(0, fixed).reverse()) {
      if (one.nextSibling !== place) element.insertBefore(one, place);
      place = one;
    }
    place = wanted[fixed];
    for (const one of wanted.slice(fixed + 1)) {
      if (place?.nextSibling !== one) place?.after(one);
      place = one;
    }
  }
}
