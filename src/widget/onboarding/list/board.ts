import { html } from 'lit/html.js';
import { matching } from '../../../flow/merchants.ts';
import type { Board, MerchantsEvent } from '../../../flow/merchants-state.ts';
import type { OnboardedMerchant } from '../../../protocol/merchants.ts';
import { onboardingStatuses, stepIds } from '../../../protocol/onboarding-words.ts';
import { heading } from '../../heading.ts';
import type { View as AnyView } from '../../view.ts';
import type { Texts } from './files.ts';

type View = AnyView<keyof Texts, MerchantsEvent>;

/** What has to be done, by whom: the merchant's before the provider's. */
export const waits = ({ outstanding, steps }: OnboardedMerchant, { t }: Pick<View, 't'>): string => {
  const names = (ids: readonly OnboardedMerchant['outstanding'][number][]) =>
    ids.map((id) => t(id)).join(', ');
  if (outstanding.length > 0) return names(outstanding);
  const pending = steps.filter(({ state }) => state === 'pending').map(({ id }) => id);
  return pending.length > 0 ? t('waitsProvider', { steps: names(pending) }) : t('waitsNone');
};

const row = (merchant: OnboardedMerchant, { t, locale, send }: View) => {
  const { id, reference, name, status, createdAt } = merchant;
  const since = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(new Date(createdAt));
  return html`<tr part="merchant">
    <th scope="row">
      <button type="button" class="link" part="open" @click=${() => send({ type: 'open', id })}>${name ?? reference}</button>
      ${name === null ? '' : html`<small>${reference}</small>`}
    </th>
    <td><span class="mark ${status}" part="status ${status}">${t(`status_${status}`)}</span></td>
    <td><span class="label" aria-hidden="true">${t('colWaits')}: </span>${waits(merchant, { t })}</td>
    <td class="quiet"><time datetime=${createdAt}>${since}</time></td>
  </tr>`;
};

const select = (
  id: string,
  label: string,
  all: string,
  now: string | null,
  choices: readonly (readonly [value: string, text: string])[],
  choose: (value: string | null) => void,
) => html`<div>
  <label class="name" for=${id}>${label}</label>
  <select
    id=${id}
    class="field"
    @change=${({ target }: Event) => target instanceof HTMLSelectElement && choose(target.value || null)}
  >
    <option value="" ?selected=${now === null}>${all}</option>
    ${choices.map(([value, text]) => html`<option value=${value} ?selected=${value === now}>${text}</option>`)}
  </select>
</div>`;

const filters = ({ filter }: Board, { t, send }: View) => html`<form
  class="filters"
  role="search"
  @submit=${(event: Event) => event.preventDefault()}
>
  <div>
    <label class="name" for="search">${t('search')}</label>
    <input
      id="search"
      class="field"
      type="search"
      autocomplete="off"
      spellcheck="false"
      .value=${filter.search}
      @input=${({ target }: Event) =>
        target instanceof HTMLInputElement && send({ type: 'filter', filter: { search: target.value } })}
    />
  </div>
  ${select(
    'status',
    t('filterStatus'),
    t('everything'),
    filter.status,
    onboardingStatuses.map((one) => [one, t(`status_${one}`)]),
    (value) => {
      const status = onboardingStatuses.find((one) => one === value) ?? null;
      send({ type: 'filter', filter: { status } });
    },
  )}
  ${select(
    'waiting',
    t('filterStep'),
    t('everything'),
    filter.waitingFor,
    stepIds.filter((id) => id !== 'summary').map((id) => [id, t(id)]),
    (value) => {
      const waitingFor = stepIds.find((id) => id === value) ?? null;
      send({ type: 'filter', filter: { waitingFor } });
    },
  )}
</form>`;

/** Every merchant that is looked for, the latest change first. */
export const board = (state: Board, view: View) => {
  const { t, send } = view;
  const { merchants, most, isComplete } = state;
  const found = matching(state);
  const shown = found.slice(0, most);
  const count = t('listCount', { n: String(found.length), all: String(merchants.length) });
  return html`
    <div class="head">
      ${heading(t('listTitle'))}
      <button type="button" class="second" part="button invite" @click=${() => send({ type: 'invitation' })}>
        ${t('invite')}
      </button>
    </div>
    ${merchants.length === 0 ? '' : filters(state, view)}
    ${merchants.length === 0 ? html`<p part="message">${isComplete ? t('listEmpty') : t('moment')}</p>` : ''}
    ${
      merchants.length > 0
        ? html`<p class="quiet small" part="count">${found.length === 0 ? t('listNone') : count}</p>`
        : ''
    }
    ${
      shown.length === 0
        ? ''
        : html`<table part="merchants">
            <thead>
              <tr>
                <th scope="col">${t('colMerchant')}</th>
                <th scope="col">${t('filterStatus')}</th>
                <th scope="col">${t('colWaits')}</th>
                <th scope="col">${t('colSince')}</th>
              </tr>
            </thead>
            <tbody>
              ${shown.map((merchant) => row(merchant, view))}
            </tbody>
          </table>`
    }
    ${
      found.length > shown.length
        ? html`<button type="button" class="second" part="more" @click=${() => send({ type: 'more' })}>${t('more')}</button>`
        : ''
    }
  `;
};
