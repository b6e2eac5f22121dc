import { html } from 'lit/html.js';
import { start, step, work as workOf } from '../../flow/eft-consent.ts';
import type { EftConsentEvent, EftConsentState, EftConsentWork } from '../../flow/eft-consent-state.ts';
import { failedScreen } from '../failed-screen.ts';
import { flowContent, type Means } from '../flow-content.ts';
import { heading } from '../heading.ts';
import type { Content, LaterElement } from '../later-element.ts';
import { type Patience, persist } from '../persist.ts';
import { unreachable } from '../refused.ts';
import { files } from './files.ts';
import { listedScreen } from './listed.ts';
import { createNews } from './news.ts';
import { perform } from './perform.ts';
import { styles } from './styles.ts';
import type { Texts } from './texts/en.ts';
import { createTill } from './till.ts';
import type { View } from './view.ts';

/** What was typed is of no use any more: it is answered, or not wanted. For a text that is another now, it is kept. */
const forgets = (state: EftConsentState): boolean =>
  state.at === 'following' ||
  state.at === 'cleared' ||
  ((state.at === 'loading' || state.at === 'listing') && state.notice !== 'text_replaced');

type Giving = Awaited<ReturnType<typeof import('./giving/giving.ts').openGiving>>;

/**
 * `<handslag-eft-consent>`: a person's consents to debit their account (Swedish autogiro). Lists them by company, takes a
 * new one or another account for one, and follows it until it is active.
 */
export const create = (element: LaterElement): Content => {
  const till = createTill(element);
  const news = createNews();
  let giving: Giving | undefined;

  /** For as long as it takes: there is nothing to show in its place. */
  const openGiving = async (means: Patience): Promise<Giving> => {
    if (giving !== undefined) return giving;
    const patience = { ...means, tries: Number.POSITIVE_INFINITY };
    const load = () => import('./giving/giving.ts').catch(unreachable);
    const opened = await (await persist(load, patience)).openGiving(element, patience);
    giving ??= opened;
    return giving;
  };

  const work = async (
    job: EftConsentWork,
    means: Means,
    send: (event: EftConsentEvent) => void,
  ): Promise<void> => {
    const { patience } = means;
    switch (job.type) {
      case 'prepare':
        // While somebody looks at the list.
        await element.updateComplete;
        await openGiving(patience);
        return element.requestUpdate();
      case 'send':
      case 'follow':
        return (await openGiving(patience)).perform(job, means, send);
      default:
        return perform(job, means, send, (surface) => till.open(surface, patience));
    }
  };

  const content = flowContent<EftConsentState, EftConsentEvent, EftConsentWork, Texts>(element, {
    flow: { start, step, work: workOf },
    files,
    styles,
    perform: work,
    screen: (state, view) => till.around(state, screen(state, view), view.send),
    said,
    news(before, after) {
      if (forgets(after)) giving?.clear();
      till.sync(after);
      return news(before, after);
    },
    tokenEvent: { type: 'token' },
    connectionEvent: (offline) => ({ type: 'connection', offline }),
    troubleEvent: (trouble) => ({ type: 'trouble', trouble }),
    surface: (state) => ('asked' in state ? state.asked.surface : undefined),
    submit: (root) => root.querySelector('form')?.requestSubmit(),
    cancel: (send) => send({ type: 'back' }),
    restart: (send) => send({ type: 'retry' }),
  });

  const loading = (offline: boolean, { t }: View) => html`
    <slot><div class="outline"></div></slot>${offline ? html`<p part="message">${t('offline')}</p>` : ''}
  `;

  const screen = (state: EftConsentState, view: View): unknown => {
    switch (state.at) {
      case 'loading':
      case 'listing':
        return loading(state.offline, view);
      case 'listed':
        return listedScreen(state, view);
      case 'giving':
        // Not loaded yet: there is something for the focus to go to all the same.
        return giving?.form(state, view) ?? html`${heading(view.t('title'))}${loading(state.offline, view)}`;
      case 'sending':
        return giving?.sending(state, view);
      case 'following':
        return giving?.following(state, view);
      case 'failed':
        return failedScreen(state.trouble, () => view.send({ type: 'retry' }), view);
      case 'cleared':
        return '';
    }
  };

  function said(state: EftConsentState, view: View): string {
    if (state.at === 'giving' && giving !== undefined) return '';
    if ('offline' in state && state.offline) return view.t('offline');
    return state.at === 'sending' || state.at === 'following' ? (giving?.said(state, view) ?? '') : '';
  }

  return {
    ...content,
    sync() {
      content.sync();
      till.sync();
    },
  };
};
