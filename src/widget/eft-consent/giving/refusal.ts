import { html } from 'lit/html.js';
import type { EftConsentState } from '../../../flow/eft-consent-state.ts';
import type { View } from './view.ts';

/** Why what was sent was not taken, and whom to ask. */
export const refusalBox = ({ refusal, asked }: Extract<EftConsentState, { at: 'giving' }>, { t }: View) => {
  if (refusal === null || refusal === 'account_wrong') return '';
  const { name, contact } = asked.merchant;
  const kind = refusal === 'payer_record_incomplete' ? 'record' : 'refused';
  const ways = [
    ['tel:', contact.phone],
    ['mailto:', contact.email],
  ] as const;
  return html`<div class="box problem" role="alert" part="problem">
    <p><b>${t(`${kind}Title`)}</b></p>
    <p>${t(`${kind}Text`, { name })}</p>
    <p class="row" part="contact">
      ${ways.map(([scheme, value]) =>
        value === undefined ? '' : html`<a href=${scheme + value.replaceAll(' ', '')}>${value}</a>`,
      )}
    </p>
  </div>`;
};
