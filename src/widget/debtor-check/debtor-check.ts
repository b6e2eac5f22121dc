import { html } from 'lit/html.js';
import {
  type CheckAnswered,
  type CheckIdentify,
  type DebtorCheckEvent,
  type DebtorCheckState,
  type DebtorCheckWork,
  start,
  step,
  work,
} from '../../flow/debtor-check.ts';
import { readDebtorCheckSession } from '../../protocol/read-debtor-check.ts';
import { HandslagDoneEvent, HandslagErrorEvent, HandslagReadyEvent } from '../events.ts';
import { failedScreen } from '../failed-screen.ts';
import { flowContent, type Means } from '../flow-content.ts';
import { formatDuration } from '../format-time.ts';
import { heading } from '../heading.ts';
import type { Content, LaterElement } from '../later-element.ts';
import { DebtorField } from '../payment/debtor-field.ts';
import { persist } from '../persist.ts';
import { fetchSessionAs } from '../read-session.ts';
import { Refused } from '../refused.ts';
import type { View as AnyView } from '../view.ts';
import { askDebtorCheck } from './check.ts';
import { files } from './files.ts';
import type { Texts } from './texts/en.ts';

type State = DebtorCheckState;
type View = AnyView<keyof Texts, DebtorCheckEvent>;

/** Seconds to wait where the backend does not say. */
const usualWait = 60;

const perform = async (
  job: DebtorCheckWork,
  { caller, patience, words }: Means,
  send: (event: DebtorCheckEvent) => void,
): Promise<void> => {
  if (job.type === 'read-session') {
    const read = () => fetchSessionAs(caller, readDebtorCheckSession, patience.signal);
    const [session] = await Promise.all([persist(read, patience), words()]);
    return send({ type: 'session', session });
  }
  try {
    // Once: asked again and again by itself it would use up what the person may ask.
    send({ type: 'answer', outcome: await askDebtorCheck(caller, job.debtor, patience.signal) });
  } catch (error) {
    if (!(error instanceof Refused) || error.trouble.code !== 'rate_limited') throw error;
    send({ type: 'slowed', seconds: error.retryAfter === null ? usualWait : error.retryAfter / 1000 });
  }
};

/** `<handslag-debtor-check>`: finds out whether somebody can approve in the app, and says so. Nothing of it is kept. */
export const create = (element: LaterElement): Content => {
  const field = new DebtorField(element);

  const identifyScreen = ({ asked, slowed }: CheckIdentify, { t, locale, send }: View) => {
    const onSubmit = (event: Event) => {
      event.preventDefault();
      field.take((debtor) => send({ type: 'debtor', debtor }));
    };
    const say = (key: keyof Texts) => t(key, { creditor: asked.merchant.name });
    return html`
      ${heading(t('identifyTitle'))}
      ${asked.test ? html`<p class="test quiet small" part="test">${t('test')}</p>` : ''}
      <form class="stack" novalidate @submit=${onSubmit}>
        ${field.render(asked.task.debtorSchemes, say)}
        ${
          slowed === null
            ? ''
            : html`<p class="box" part="slowed">${t('slowed', { time: formatDuration(slowed, locale) })}</p>`
        }
        <button class="primary" part="button submit">${t('check')}</button>
      </form>
    `;
  };

  const answeredScreen = ({ outcome }: CheckAnswered, { t, send }: View) => {
    const [title, text] = words[outcome];
    return html`
      <div class="stack" part="outcome">
        ${heading(t(title))}
        <p part="message">${t(text)}</p>
      </div>
      ${outcome === 'unreachable' ? html`<slot name="other-way"></slot>` : ''}
      <button type="button" class="link" part="another" @click=${() => send({ type: 'another' })}>
        ${t('another')}
      </button>
    `;
  };

  const screen = (state: State, view: View): unknown => {
    switch (state.at) {
      case 'loading':
        return html`<slot><div class="outline"></div></slot>`;
      case 'identify':
        return identifyScreen(state, view);
      case 'checking':
        return html`${heading(view.t('checking'))}`;
      case 'answered':
        return answeredScreen(state, view);
      case 'failed':
        return failedScreen(state.trouble, () => view.send({ type: 'retry' }), view);
    }
  };

  const said = (state: State, { t, locale }: View): string => {
    if (state.at === 'checking') return t('checking');
    if (state.at === 'answered') return words[state.outcome].map((key) => t(key)).join('. ');
    const slowed = state.at === 'identify' ? state.slowed : null;
    return slowed === null ? '' : t('slowed', { time: formatDuration(slowed, locale) });
  };

  return flowContent<State, DebtorCheckEvent, DebtorCheckWork, Texts>(element, {
    flow: { start, step, work },
    files,
    styles: '',
    perform,
    screen,
    said,
    news(before, after) {
      if (after.at === 'identify' && before.at !== 'identify') {
        field.begin(after.asked.task.debtorSchemes, null, after.refused);
      }
      if (before.at === 'loading' && after.at === 'identify') return [new HandslagReadyEvent()];
      if (after.at === 'answered') return [new HandslagDoneEvent({ status: after.outcome })];
      return after.at === 'failed' ? [new HandslagErrorEvent(after.trouble)] : [];
    },
    tokenEvent: { type: 'token' },
    connectionEvent: (offline) => ({ type: 'connection', offline }),
    troubleEvent: (trouble) => ({ type: 'trouble', trouble }),
    surface: (state) => ('asked' in state ? state.asked?.surface : undefined),
    submit: (root) => root.querySelector('form')?.requestSubmit(),
    cancel: () => {},
    restart: (send) => {
      send({ type: 'another' });
      send({ type: 'retry' });
    },
  });
};

const words = {
  reachable: ['reachableTitle', 'reachableText'],
  unreachable: ['unreachableOutcomeTitle', 'unreachableOutcomeText'],
  unknown: ['unknownTitle', 'unknownText'],
} as const;
