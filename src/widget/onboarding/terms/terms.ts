import { html } from 'lit/html.js';
import type { Shown } from '../../../flow/onboarding-state.ts';
import { acceptDocuments } from '../../../protocol/onboarding-routes.ts';
import type { AgreementPart } from '../../../protocol/onboarding-terms.ts';
import type { LaterElement } from '../../later-element.ts';
import type { StepModule, StepView } from '../step.ts';
import { files } from './files.ts';
import { priceLists } from './prices.ts';
import { styles } from './styles.ts';
import type { Texts } from './texts/en.ts';

type View = StepView<keyof Texts>;

const documents = (parts: readonly AgreementPart[], { t, locale }: View) => html`
  <ul class="plain-list documents" part="documents">
    ${parts.map(
      ({ name, version, url, acceptedAt }) => html`<li>
        <a href=${url} target="_blank" rel="noopener noreferrer">${name}</a>
        <span class="quiet small">${t('version', { version })}</span>
        ${
          acceptedAt === null
            ? ''
            : html`<span class="small">✓ ${t('acceptedAt', {
                date: new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(new Date(acceptedAt)),
              })}</span>`
        }
      </li>`,
    )}
  </ul>
`;

const create = (element: LaterElement) => {
  let unticked = false;

  /** One act of agreeing: a box that is ticked, and a button. */
  const agreeing = (
    parts: readonly AgreementPart[],
    promise: keyof Texts,
    button: keyof Texts,
    view: View,
  ) => {
    const { t, busy, write } = view;
    const onSubmit = (event: Event) => {
      event.preventDefault();
      const box = element.root.querySelector<HTMLInputElement>('#agree');
      unticked = box?.checked !== true;
      element.requestUpdate();
      if (unticked) return box?.focus();
      if (box !== null) box.checked = false;
      write({
        route: acceptDocuments,
        body: { documents: parts.map(({ id, version }) => ({ id, version })) },
      });
    };
    return html`<form class="stack" novalidate @submit=${onSubmit}>
      <div>
        <label class="check">
          <input type="checkbox" id="agree" aria-describedby="agree-error" aria-invalid=${unticked} />
          <span>${t(promise, { name: parts[0]?.name ?? '' })}</span>
        </label>
        <p class="error small" id="agree-error" role="alert">${unticked ? t('tickFirst') : ''}</p>
      </div>
      <button class="primary" part="button submit" aria-disabled=${busy}>${t(button)}</button>
    </form>`;
  };

  return ({ onboarding }: Shown, view: View) => {
    const { t, send } = view;
    const { agreement, prices, role, account } = onboarding;
    if (agreement.length === 0) return html`<p class="quiet">${t('moment')}</p>`;
    const isGuarantee = ({ kind }: AgreementPart) => kind === 'personal_guarantee';
    const open = agreement.filter(({ acceptedAt }) => acceptedAt === null);
    const terms = open.filter((part) => !isGuarantee(part));
    const [guarantee] = open.filter(isGuarantee);
    const shown = terms.length > 0 || open.length === 0 || role === 'agent' ? agreement : [];
    if (shown.length > 0) {
      return html`
        <p>${t('intro')}</p>
        ${priceLists(prices, view)}
        <h3>${t('documents_')}</h3>
        ${documents(role === 'agent' || open.length === 0 ? agreement : terms, view)}
        ${
          role === 'agent' || terms.length === 0
            ? html`<button type="button" class="primary" part="button next" @click=${() => send({ type: 'next' })}>
                ${t('next')}
              </button>`
            : agreeing(terms, 'promise', 'accept', view)
        }
        ${
          role === 'merchant' && account.state === 'none'
            ? html`<button type="button" class="link" part="elsewhere" @click=${() => send({ type: 'go', step: 'sign_up' })}>
                ${t('elsewhere')}
              </button>`
            : ''
        }
      `;
    }
    return html`
      <p>${t('guaranteeText')}</p>
      ${guarantee === undefined ? '' : documents([guarantee], view)}
      ${guarantee === undefined ? '' : agreeing([guarantee], 'guaranteePromise', 'giveGuarantee', view)}
    `;
  };
};

export const step: StepModule = { files, styles, create };
