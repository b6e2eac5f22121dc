import { html } from 'lit/html.js';
import type { Listed, ProviderConsentsEvent } from '../../flow/provider-consents.ts';
import type { ProviderConsent } from '../../protocol/provider-consent.ts';
import { heading } from '../heading.ts';
import type { View as AnyView } from '../view.ts';
import type { Texts } from './texts/en.ts';

type View = AnyView<keyof Texts, ProviderConsentsEvent>;

const stateWords = {
  awaiting: 'stateAwaiting',
  active: 'stateActive',
  revoked: 'stateRevoked',
  unknown: 'stateUnknown',
} as const satisfies Record<ProviderConsent['status'], keyof Texts>;

const newsWords = {
  none: null,
  new: 'newsNew',
  changed: 'newsChanged',
  gone: 'newsGone',
} as const satisfies Record<ProviderConsent['news'], keyof Texts | null>;

const isSought = ({ company }: ProviderConsent, words: string): boolean =>
  `${company.businessId} ${company.name ?? ''}`.toLowerCase().includes(words.trim().toLowerCase());

/** The list, the latest change first. `seek` is told what somebody searches for. */
export const listTable = (state: Listed, sought: string, seek: (words: string) => void, view: View) => {
  const { t, locale } = view;
  const time = (instant: string): string =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant));
  const shown = state.consents.filter((consent) => isSought(consent, sought));
  const { asking } = state.task;
  return html`
    <div part="summary">
      ${heading(t('listTitle'))}
      <p class="quiet">${asking.name} · ${t('businessId', { id: asking.businessId })}</p>
      ${state.test ? html`<p class="test quiet small" part="test">${t('test')}</p>` : ''}
    </div>
    <p class="quiet small" part="progress">
      ${state.offline ? t('offline') : state.readAt === null ? t('listUnread') : t('listRead', { time: time(state.readAt) })}
    </p>
    ${state.consents.length === 0 ? html`<p part="message">${t('listEmpty')}</p>` : ''}
    ${
      state.consents.length < 2
        ? ''
        : html`<div>
            <label class="name" for="search">${t('search')}</label>
            <input
              id="search"
              class="field"
              type="search"
              autocomplete="off"
              .value=${sought}
              @input=${({ target }: Event) => target instanceof HTMLInputElement && seek(target.value)}
            />
          </div>`
    }
    <p class="quiet" part="nothing" role="status">
      ${state.consents.length > 0 && shown.length === 0 ? t('searchNone') : ''}
    </p>
    ${
      shown.length === 0
        ? ''
        : html`<table part="consents">
            <thead>
              <tr>
                <th scope="col">${t('listCompany')}</th>
                <th scope="col">${t('listProducts')}</th>
                <th scope="col">${t('listState')}</th>
                <th scope="col">${t('listChanged')}</th>
              </tr>
            </thead>
            <tbody>
              ${shown.map((consent) => row(consent, time, view))}
            </tbody>
          </table>`
    }
  `;
};

const row = (consent: ProviderConsent, time: (instant: string) => string, { t }: View) => {
  const { company, products, status, news, changedAt } = consent;
  const mark = newsWords[news];
  const names = (of: typeof products.granted): string => of.map((product) => t(product)).join(', ');
  return html`<tr part="consent">
    <th scope="row">
      ${company.name ?? company.businessId} ${company.name === null ? '' : html`<small>${company.businessId}</small>`}
    </th>
    <td>
      ${names(products.granted) || t('none')}
      ${products.missing.length > 0 ? html`<small>${t('missing')} ${names(products.missing)}</small>` : ''}
    </td>
    <td>${t(stateWords[status])} ${mark === null ? '' : html`<span class="mark">${t(mark)}</span>`}</td>
    <td><time datetime=${changedAt}>${time(changedAt)}</time></td>
  </tr>`;
};
