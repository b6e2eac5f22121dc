import { html } from 'lit/html.js';
import type { Price, PriceList } from '../../../protocol/onboarding-terms.ts';
import type { StepView } from '../step.ts';
import type { Texts } from './texts/en.ts';

type View = Pick<StepView<keyof Texts>, 't' | 'locale'>;

const rateOf = (rate: string | null, locale: string): string =>
  rate === null || Number(rate) === 0
    ? ''
    : new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 3 }).format(Number(rate));

const fixedOf = ({ fixed, currency }: Price, locale: string): string => {
  if (fixed === null || fixed === 0) return '';
  if (currency === null) {
    return new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(fixed / 100);
  }
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  return format.format(fixed / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
};

/** As a merchant reads it: a share of the amount, a fixed part, or both. */
export const priceText = (price: Price, { t, locale }: View): string =>
  [rateOf(price.rate, locale), fixedOf(price, locale)].filter((part) => part !== '').join(' + ') || t('free');

/** For whom it holds: countries by their names, all else as the provider says it. */
const onlyText = ({ only }: Price, { t, locale }: View): string =>
  only
    .map(({ name, values }) => {
      if (!name.endsWith('country')) return values.join(', ');
      const names = new Intl.DisplayNames(locale, { type: 'region' });
      const countries = values.map((code) => (/^[A-Z]{2}$/.test(code) ? names.of(code) : undefined) ?? code);
      return t('cardsFrom', { countries: new Intl.ListFormat(locale).format(countries) });
    })
    .join(' · ');

export const priceLists = (lists: readonly PriceList[], view: View) =>
  lists.map(
    ({ name, conditions, prices }) => html`<section class="prices" part="prices">
      <h3>${view.t('prices')} <span class="quiet">${name}</span></h3>
      <dl>
        ${prices.map(
          (price) => html`<div>
            <dt>${price.name}<span class="small">${onlyText(price, view)}</span></dt>
            <dd>${priceText(price, view)}</dd>
          </div>`,
        )}
      </dl>
      ${conditions === null ? '' : html`<p class="quiet small">${conditions}</p>`}
    </section>`,
  );
