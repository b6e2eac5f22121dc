import { html } from 'lit/html.js';
import type { Shown } from '../../../flow/onboarding-state.ts';
import { enterCode, resendCode } from '../../../protocol/onboarding-routes.ts';
import type { CodeChannel, CodePurpose } from '../../../protocol/onboarding-words.ts';
import { formatDuration } from '../../format-time.ts';
import type { LaterElement } from '../../later-element.ts';
import { type Field, Form } from '../form.ts';
import type { StepView } from '../step.ts';
import type { Texts } from './texts/en.ts';

type K = keyof Texts | 'missing';
type View = StepView<keyof Texts>;

const field: Field<K> = {
  at: '/code',
  label: 'code',
  mode: 'numeric',
  autocomplete: 'one-time-code',
  max: 64,
  check(typed) {
    const value = typed.replace(/\s/g, '');
    return /^[A-Za-z0-9-]{1,64}$/.test(value) ? { ok: true, value } : { ok: false, error: 'codeWrong' };
  },
};

/** A code that was sent is typed or pasted in; another one can be sent after a while. */
export const createCodeScreen = (element: LaterElement) => {
  const form = new Form<K>(element);
  // On the page's own clock: when this answer of the backend came.
  let seen: { readonly resendAt: string; readonly now: string; readonly at: number } | undefined;
  let ticking: ReturnType<typeof setTimeout> | undefined;

  const secondsLeft = ({ onboarding: { code, now } }: Shown): number => {
    if (code === null) return 0;
    if (seen?.resendAt !== code.resendAt || seen.now !== now) {
      seen = { resendAt: code.resendAt, now, at: performance.now() };
    }
    const left = Date.parse(code.resendAt) - Date.parse(now) - (performance.now() - seen.at);
    if (left > 0) {
      clearTimeout(ticking);
      ticking = setTimeout(() => element.requestUpdate(), 1_000);
    }
    return Math.max(0, Math.ceil(left / 1_000));
  };

  const resend = (state: Shown, purpose: CodePurpose, { t, locale, busy, write }: View) => {
    const { code } = state.onboarding;
    if (code === null || code.resendsLeft === 0) return html`<p class="quiet small">${t('noMore')}</p>`;
    const left = secondsLeft(state);
    const again = (channel: CodeChannel) => {
      form.clear();
      write({ route: resendCode, body: { purpose, channel } });
    };
    if (left > 0) {
      return html`<p class="quiet small" part="resend-in">
        ${t('resendIn', { time: formatDuration(left, locale) })}
      </p>`;
    }
    return html`<p class="row">
      ${code.channels.map(
        (channel) => html`<button
          type="button"
          class="link"
          part="resend"
          aria-disabled=${busy}
          @click=${() => again(channel)}
        >
          ${t(channel === 'email' ? 'resendEmail' : 'resendSms')}
        </button>`,
      )}
    </p>`;
  };

  return (state: Shown, purpose: CodePurpose, view: View) => {
    const { t, busy, write } = view;
    const { code } = state.onboarding;
    const onSubmit = (event: Event) => {
      event.preventDefault();
      const values = form.take([field]);
      if (values === null) return;
      form.clear();
      write({ route: enterCode, body: { purpose, code: values['/code'] } });
    };
    const sent = code?.channel === 'sms' ? 'sentSms' : code?.sentTo == null ? 'sentEmail' : 'sentTo';
    return html`
      <p>${t(sent, { to: code?.sentTo ?? '' })}</p>
      <form class="stack" novalidate @submit=${onSubmit}>
        ${form.render(state, [field], view)}
        ${
          code !== null && code.triesLeft < 5
            ? html`<p class="quiet small" part="tries">${t('triesLeft', { n: String(code.triesLeft) })}</p>`
            : ''
        }
        <button class="primary" part="button submit" aria-disabled=${busy}>${t('confirm')}</button>
      </form>
      ${resend(state, purpose, view)}
    `;
  };
};
