import { html } from 'lit/html.js';
import { canChangeDebtor } from '../../flow/payment.ts';
import type { Review } from '../../flow/payment-state.ts';
import { mask } from '../../identifiers/mask.ts';
import { heading } from '../heading.ts';
import { mandateWords } from './mandate.ts';
import { summary } from './summary.ts';
import type { View } from './view.ts';

/** Everything once more, as signed; the button says what it does. */
export const reviewScreen = ({ asked, debtor }: Review, view: View) => {
  const { t, act } = view;
  const { task } = asked;
  const agreement = mandateWords(task, view);
  // The second half of a double click on the button before this one is not meant for it.
  const send = ({ detail }: MouseEvent) => detail < 2 && act.send();
  const payer = debtor === null ? task.debtor?.masked : mask(debtor.value);
  return html`
    ${summary(asked, view)} ${heading(t('reviewTitle'))}
    ${
      payer === undefined
        ? ''
        : html`<div class="row ruled" part="debtor">
            <span>${t('debtor')}</span>
            <span class="end">${payer}</span>
            ${
              canChangeDebtor(asked)
                ? html`<button type="button" class="link" part="change" aria-label=${t('changeLabel')} @click=${act.changeDebtor}>
                    ${t('change')}
                  </button>`
                : ''
            }
          </div>`
    }
    ${
      agreement === null
        ? ''
        : html`<div class="box" part="mandate">
            <h3>${t('mandateTitle')}</h3>
            <p>${agreement}</p>
          </div>`
    }
    <button type="button" class="primary" part="button submit" @click=${send}>
      ${t(agreement === null ? 'send' : 'agreeAndSend')}
    </button>
    <p class="quiet small">${t('sendHint')}</p>
  `;
};
