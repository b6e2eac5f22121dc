import { html } from 'lit/html.js';
import type { Following } from '../../flow/provider-consent.ts';
import { heading } from '../heading.ts';
import type { CopyButton } from './copy-button.ts';
import { handOver } from './hand-over.ts';
import { productList } from './products.ts';
import type { Texts } from './texts/en.ts';
import type { View } from './view.ts';

/** The heading for how the consent stands. */
export const titleOf = ({ consent }: Following): keyof Texts => {
  if (consent.status === 'active') return 'activeTitle';
  return consent.status === 'revoked' ? 'revokedTitle' : 'stepsTitle';
};

/** What is going on, in one line. */
export const progressOf = ({ consent, checking, nothingNew, offline }: Following): keyof Texts => {
  if (offline) return 'offline';
  if (checking) return 'checking';
  if (consent.status === 'unknown') return 'unknown';
  return nothingNew ? 'nothingNew' : 'waiting';
};

/** Given, awaited or ended: as the bank says. */
export const followingScreen = (state: Following, copy: CopyButton, view: View) => {
  const { t } = view;
  const { consent, asked } = state;
  const names = {
    provider: asked.task.asking.name,
    company: consent.company.name ?? consent.company.businessId,
  };
  const title = heading(t(titleOf(state)));
  if (consent.status !== 'active') {
    return html`
      <div class="stack">
        ${title}
        ${consent.status === 'revoked' ? html`<p part="message">${t('revokedText', names)}</p>` : ''}
        <p class="busy" part="progress">${t(progressOf(state))}</p>
      </div>
      ${handOver(state, copy, view)}
    `;
  }
  const { granted, missing, beyond } = consent.products;
  return html`
    <div class="stack" part="outcome">
      ${title}
      <p part="message">${t('activeText', names)}</p>
    </div>
    ${productList(granted, view)}
    ${
      missing.length > 0
        ? html`<div class="box" part="missing">
            <p>${t('missing')} <b>${missing.map((product) => t(product)).join(', ')}</b></p>
            <p class="quiet">${t('missingHint')}</p>
          </div>`
        : ''
    }
    ${
      beyond.length > 0
        ? html`<div class="box" part="beyond">
            <p>${t('beyond', names)} <b>${beyond.map((product) => t(product)).join(', ')}</b></p>
            <p class="quiet">${t('beyondHint')}</p>
          </div>`
        : ''
    }
    ${consent.proof === null ? '' : html`<p part="proof">${t(consent.proof.status, names)}</p>`}
    ${state.offline ? html`<p part="progress">${t('offline')}</p>` : ''}
    <p class="quiet small">${t('endHint')}</p>
  `;
};
