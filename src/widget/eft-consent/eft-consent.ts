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

type Giving = Awaited<ReturnType<typeof import('./giving/giving.ts').openGiving>>;

/**
 * `<handslag-eft-consent>`: a person's consents to debit their account (Swedish autogiro). Lists them by company, takes a
 * new one or another account for one, and follows it until it is active.
 */
export const create = (element: LaterElement): Content => {
  const till = createTill(element);
  const news = createNews();
  let giving: Giving | undefined;

  const openGiving = async (patience: Patience): Promise<Giving> => {
    const load = () => import('./giving/giving.ts').catch(unreachable);
    giving ??= await (await persist(load, patience)).openGiving(element, patience);
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
      if (after.at === 'following' || after.at === 'cleared') giving?.clear();
      till.sync(after);
      return news(before, after);
    },
    tokenEvent: { type: 'token' },
    connectionEvent: (offline) => ({ type: 'connection', offline }),
    troubleEvent: (trouble, { type }) =>
      // What is on the screen stays there when it cannot be read again.
      type === 'watch-list' ? { type: 'connection', offline: true } : { type: 'trouble', trouble },
    surface: (state) => ('asked' in state ? state.asked.surface : undefined),
    submit: (root) => root.querySelector('form')?.requestSubmit(),
    cancel: (send) => send({ type: 'back' }),
    restart: (send) => send({ type: 'retry' }),
  });

  const screen = (state: EftConsentState, view: View): unknown => {
    switch (state.at) {
      case 'loading':
      case 'listing':
        return html`<slot><div class="outline"></div></slot>${
          state.offline ? html`<p part="message">${view.t('offline')}</p>` : ''
        }`;
      case 'listed':
        return listedScreen(state, view);
      case 'giving':
        // Not loaded yet: there is something for the focus to go to all the same.
        return giving?.form(state, view) ?? html`${heading(view.t('title'))}<div class="outline"></div>`;
      case 'sending':
        return html`<div class="stack">
          ${heading(view.t('sending'))}
          <p class="quiet" part="progress">${view.t(state.offline ? 'offline' : 'sendingHint')}</p>
        </div>`;
      case 'following':
        return giving?.following(state, view);
      case 'failed':
        return failedScreen(state.trouble, () => view.send({ type: 'retry' }), view);
      case 'cleared':
        return '';
    }
  };

  function said(state: EftConsentState, view: View): string {
    if ('offline' in state && state.offline) return view.t('offline');
    if (state.at === 'sending') return view.t('sending');
    return state.at === 'following' ? (giving?.said(state, view) ?? '') : '';
  }

  return {
    ...content,
    sync() {
      content.sync();
      till.sync();
    },
  };
};
