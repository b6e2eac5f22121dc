import { html } from 'lit/html.js';
import type { ApiProduct } from '../../protocol/provider-consent-words.ts';
import type { View } from './view.ts';

/** Each product by the bank's name for it, and what it allows in plain words. */
export const productList = (products: readonly ApiProduct[], { t }: Pick<View, 't'>) => html`
  <dl class="products" part="products">
    ${products.map(
      (product) => html`<div>
        <dt>${t(product)}</dt>
        <dd>${t(`${product}Text`)}</dd>
      </div>`,
    )}
  </dl>
`;
