import { html } from 'lit/html.js';
import type { EftConsentTask, EftMandateText } from '../../../protocol/eft-consent.ts';
import type { Surface } from '../../../protocol/words.ts';
import type { View } from './view.ts';

type Text = EftMandateText['texts'][number];

const languageOf = (locale: string): string => locale.split('-')[0] ?? locale;

/** The text in the page's language, or else the first: exactly this one is shown, and named when it is agreed to. */
export const mandateIn = ({ mandateText }: EftConsentTask, locale: string): Text => {
  const { texts } = mandateText;
  const wanted = languageOf(new Intl.Locale(locale).language);
  const text = texts.find((one) => languageOf(one.locale) === wanted) ?? texts[0];
  return text ?? { locale: 'sv', text: '', sha256: '' };
};

/** The text word for word, in full: whoever has a small screen scrolls within it, with the keyboard too. */
export const mandateBox = ({ locale, text }: Text, surface: Surface, { t }: View) => html`
  <section class="stack" aria-labelledby="mandate">
    <h3 id="mandate">${t(surface === 'agent' ? 'mandateAgent' : 'mandate')}</h3>
    <div class="box mandate" part="mandate" lang=${locale} tabindex="0" role="group" aria-labelledby="mandate">${text}</div>
  </section>
`;
