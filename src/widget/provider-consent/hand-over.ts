import { html } from 'lit/html.js';
import { canChangeCompany, canReport, type Following } from '../../flow/provider-consent.ts';
import type { CopyButton } from './copy-button.ts';
import type { View } from './view.ts';

/** What to do in the bank's own service, step by step, and what to do if it does not work. */
export const handOver = (state: Following, copy: CopyButton, view: View) => {
  const { t, send } = view;
  const { task } = state.asked;
  const provider = task.asking.name;
  const company = state.consent.company.name ?? state.consent.company.businessId;
  return html`
    <ol class="hand-over" part="steps">
      <li>
        <p>${t('step1', { company })}</p>
        <a class="primary" part="button open" href=${task.adminUrl} target="_blank" rel="noopener noreferrer">
          ${t('open')}
        </a>
      </li>
      <li>${t('step2')}</li>
      <li>
        <p>${t('step3')}</p>
        <p class="row">
          <span class="number" part="provider">${task.asking.businessId}</span>
          ${copy.render(task.asking.businessId, view)}
        </p>
      </li>
      <li>
        <p>${t('step4')}</p>
        <ul class="names">
          ${task.products.map((product) => html`<li>${t(product)}</li>`)}
        </ul>
      </li>
      <li>${t('step5')}</li>
    </ol>
    <button
      type="button"
      class="primary"
      part="button check"
      aria-disabled=${state.checking}
      @click=${() => send({ type: 'check' })}
    >
      ${t('haveDone')}
    </button>
    ${
      state.consent.reportedAt === null
        ? html`<details class="ruled" part="not-registered">
            <summary>${t('notRegistered', { provider })}</summary>
            <p class="small">${t('notRegisteredText', { provider })}</p>
            <button
              type="button"
              class="link"
              part="report"
              aria-disabled=${!canReport(state)}
              @click=${() => send({ type: 'report' })}
            >
              ${t('report', { provider })}
            </button>
          </details>`
        : html`<p class="box" part="reported">${t('reported', { provider })}</p>`
    }
    ${
      canChangeCompany(state)
        ? html`<button type="button" class="link" part="change" @click=${() => send({ type: 'other-company' })}>
            ${t('otherCompany')}
          </button>`
        : ''
    }
  `;
};
