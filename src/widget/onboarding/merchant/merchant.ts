import { html } from 'lit/html.js';
import type { MerchantsEvent, Opened } from '../../../flow/merchants-state.ts';
import type { MerchantNote, OnboardedMerchant } from '../../../protocol/merchants.ts';
import type { StepId } from '../../../protocol/onboarding-words.ts';
import { heading } from '../../heading.ts';
import type { LaterElement } from '../../later-element.ts';
import type { View as AnyView } from '../../view.ts';
import { brands } from '../brands.ts';
import type { Beside } from '../list/beside.ts';
import type { Texts } from '../list/files.ts';
import { styles } from './styles.ts';

type View = AnyView<keyof Texts, MerchantsEvent>;

/** Of these there is nothing to say but while they are wanted. */
const passing: readonly StepId[] = ['verify', 'second_factor'];

const facts = (merchant: OnboardedMerchant, { t, locale }: View) => {
  const { reference, country, account, accountManager, leftAt } = merchant;
  const rows = [
    [t('reference'), reference],
    [t('country'), new Intl.DisplayNames(locale, { type: 'region' }).of(country)],
    [t('accountState'), [t(`account_${account.state}`), account.id].filter(Boolean).join(' · ')],
    [t('accountManager'), accountManager],
    [t('leftAt'), leftAt === null ? null : t(leftAt)],
  ] as const;
  return html`<dl class="facts" part="facts">
    ${rows.map(([name, value]) => (value == null ? '' : html`<dt>${name}</dt><dd>${value}</dd>`))}
  </dl>`;
};

const steps = (
  { steps: all }: OnboardedMerchant,
  { t }: View,
) => html`<ul class="plain-list steps-of" part="steps">
  ${all
    .filter(
      ({ id, state }) =>
        id !== 'summary' && !(passing.includes(id) && (state === 'done' || state === 'not_yet')),
    )
    .map(
      ({ id, state }) => html`<li>
        <span class="tick ${state}" aria-hidden="true"></span><span>${t(id)}</span
        ><span class="state small">${t(`state_${state}`)}</span>
      </li>`,
    )}
</ul>`;

const options = ({ options: all }: OnboardedMerchant, { t }: View) => {
  const begun = all.filter(({ status }) => status !== 'none');
  if (begun.length === 0) return '';
  return html`<h3>${t('optionsReady')}</h3>
    <dl class="facts" part="options">
      ${begun.map(({ id, status }) => html`<dt>${brands[id] ?? t('common')}</dt><dd>${t(`option_${status}`)}</dd>`)}
    </dl>`;
};

const noteOf = ({ at, by, text }: MerchantNote, { t, locale }: View) => {
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(at),
  );
  return html`<li class="box" part="note">
    ${text === null ? html`<p class="quiet">${t('noteElsewhere')}</p>` : html`<p class="note">${text}</p>`}
    <p class="quiet small">${[by, time].filter(Boolean).join(', ')}</p>
  </li>`;
};

/** One merchant: how it stands, what is noted of it, and the provider's own pages. */
export const create = (element: LaterElement): Beside<Opened> => {
  element.addStyles(styles);
  const drafts = new Map<string, string>();
  let copied: string | null = null;

  const notes = ({ id, notes: known, wish }: Opened, hasAccount: boolean, view: View) => {
    const { t, send } = view;
    if (!hasAccount) return html`<p class="quiet">${t('notesLater')}</p>`;
    const text = drafts.get(id) ?? '';
    const onSubmit = (event: Event) => {
      event.preventDefault();
      const written = (drafts.get(id) ?? '').trim();
      if (written === '') element.root.querySelector<HTMLElement>('#note')?.focus();
      else
        send({ type: 'wish', wish: { kind: 'note', key: crypto.randomUUID(), merchant: id, text: written } });
    };
    return html`
      ${known === null ? html`<p class="quiet">${t('moment')}</p>` : ''}
      ${known?.length === 0 ? html`<p class="quiet">${t('noNotes')}</p>` : ''}
      <ul class="plain-list" part="notes">
        ${known?.map((note) => noteOf(note, view))}
      </ul>
      <form class="stack" @submit=${onSubmit}>
        <label class="name" for="note">${t('note')}</label>
        <textarea
          id="note"
          class="field"
          rows="3"
          maxlength="1000"
          .value=${text}
          @input=${({ target }: Event) => target instanceof HTMLTextAreaElement && drafts.set(id, target.value)}
        ></textarea>
        <button class="second" part="button write-note" aria-disabled=${wish !== null}>${t('writeNote')}</button>
      </form>
    `;
  };

  const link = ({ id, link: url, wish }: Opened, { t, send }: View) => {
    const onCopy = async () => {
      await navigator.clipboard.writeText(url ?? '');
      copied = url;
      element.requestUpdate();
    };
    const get = () => send({ type: 'wish', wish: { kind: 'link', key: crypto.randomUUID(), merchant: id } });
    return html`<details class="ruled" part="link">
      <summary>${t('link')}</summary>
      <div class="stack">
        <p class="small">${t('linkText')}</p>
        ${
          url === null
            ? html`<button type="button" class="second" part="get-link" aria-disabled=${wish !== null} @click=${get}>
                ${t('getLink')}
              </button>`
            : html`<p class="row">
                <a class="link" part="provider-link" href=${url} target="_blank" rel="noopener noreferrer">${t('openLink')}</a>
                <button type="button" class="link" part="copy" @click=${() => onCopy().catch(() => {})}>
                  ${t(copied === url ? 'copied' : 'copy')}
                </button>
              </p>`
        }
      </div>
    </details>`;
  };

  return {
    render(state: Opened, view: View) {
      const { t } = view;
      const merchant = state.merchants.find(({ id }) => id === state.id);
      if (merchant === undefined) return '';
      const { status, account } = merchant;
      const hasAccount = account.id !== null;
      return html`
        <div class="head">
          ${heading(merchant.name ?? merchant.reference)}
          <span class="mark ${status}" part="status ${status}">${t(`status_${status}`)}</span>
        </div>
        <div class="beside">
          <section class="stack">${facts(merchant, view)} ${steps(merchant, view)} ${options(merchant, view)}</section>
          <section class="stack">
            <h3>${t('notes')}</h3>
            ${notes(state, hasAccount, view)}
            ${hasAccount ? link(state, view) : ''}
          </section>
        </div>
      `;
    },
    granted(wish) {
      if (wish.kind === 'note') drafts.delete(wish.merchant);
    },
    ready: () => Promise.resolve(),
  };
};
