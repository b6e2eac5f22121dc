import { html } from 'lit/html.js';
import { isShown, start, step, work } from '../../flow/onboarding.ts';
import { news, type OnboardingNews } from '../../flow/onboarding-news.ts';
import type {
  Left,
  OnboardingAsked,
  OnboardingEvent,
  OnboardingState,
  OnboardingWork,
} from '../../flow/onboarding-state.ts';
import { HandslagChangeEvent, HandslagDoneEvent, HandslagErrorEvent, HandslagReadyEvent } from '../events.ts';
import { failedScreen } from '../failed-screen.ts';
import { flowContent } from '../flow-content.ts';
import { heading } from '../heading.ts';
import type { Content, LaterElement } from '../later-element.ts';
import { type Patience, persist } from '../persist.ts';
import { unreachable } from '../refused.ts';
import type { View as AnyView } from '../view.ts';
import { files } from './files.ts';
import { createGroups } from './groups.ts';
import { perform } from './perform.ts';
import { createShell } from './shell.ts';
import { styles } from './styles.ts';
import type { Texts } from './texts/en.ts';

type View = AnyView<keyof Texts, OnboardingEvent>;

const leftScreen = ({ telling }: Left, { t, send }: View) => html`
  <div class="stack" part="left">
    ${heading(t(telling ? 'saving' : 'leftTitle'))}
    <p part="message">${telling ? '' : t('leftText')}</p>
    ${
      telling
        ? ''
        : html`<button type="button" class="primary" part="button return" @click=${() => send({ type: 'return' })}>
            ${t('goOn')}
          </button>`
    }
  </div>
`;

const toEvent = (one: OnboardingNews): Event => {
  switch (one.type) {
    case 'ready':
      return new HandslagReadyEvent();
    case 'change':
      return new HandslagChangeEvent(one.snapshot);
    case 'done':
      return new HandslagDoneEvent(one.snapshot);
    case 'error':
      return new HandslagErrorEvent(one.trouble);
  }
};

/** `<handslag-onboarding>`: one merchant's way to an account that can take payments, or the list of those who go it. */
export const create = (element: LaterElement): Content => {
  let list: Content | undefined;

  /** The session decides which of the two it is. */
  const openList = async (asked: OnboardingAsked, patience: Patience): Promise<void> => {
    const { create: createList } = await persist(() => import('./list/list.ts').catch(unreachable), patience);
    patience.signal.throwIfAborted();
    list ??= createList(element, asked);
    list.sync();
    element.requestUpdate();
  };

  const merchant = createMerchant(element, openList);
  const shown = (): Content => list ?? merchant;
  return {
    draw: () => shown().draw(),
    drawn: (hadFocus) => shown().drawn(hadFocus),
    tokenCame() {
      merchant.tokenCame();
      list?.tokenCame();
    },
    sync() {
      merchant.sync();
      list?.sync();
    },
    submit: () => shown().submit(),
    cancel: () => shown().cancel(),
    restart: () => shown().restart(),
  };
};

const createMerchant = (
  element: LaterElement,
  openList: (asked: OnboardingAsked, patience: Patience) => Promise<void>,
): Content => {
  const groups = createGroups(element);
  const shell = createShell(element, groups);

  const screen = (state: OnboardingState, view: View): unknown => {
    if (isShown(state)) return shell(state, view);
    switch (state.at) {
      case 'left':
        return leftScreen(state, view);
      case 'failed':
        return failedScreen(state.trouble, () => view.send({ type: 'retry' }), view);
      default:
        return html`<slot><div class="outline"></div></slot>${
          'offline' in state && state.offline ? html`<p part="message">${view.t('offline')}</p>` : ''
        }`;
    }
  };

  const said = (state: OnboardingState, { t }: View): string => {
    if ('offline' in state && state.offline) return t('offline');
    if (state.at === 'left') return t(state.telling ? 'saving' : 'leftTitle');
    return isShown(state) && state.writing !== null ? t('saving') : '';
  };

  return flowContent<OnboardingState, OnboardingEvent, OnboardingWork, Texts>(element, {
    flow: { start, step, work },
    files,
    styles,
    perform: (job, means, send) => perform(job, means, send, groups.load, openList),
    screen,
    said,
    news: (before, after) => news(before, after).map(toEvent),
    tokenEvent: { type: 'token' },
    connectionEvent: (offline) => ({ type: 'connection', offline }),
    troubleEvent: (trouble) => ({ type: 'trouble', trouble }),
    surface: (state) => (isShown(state) ? state.asked.surface : undefined),
    submit: (root) => root.querySelector('form')?.requestSubmit(),
    cancel: (send) => send({ type: 'leave' }),
    restart(send) {
      send({ type: 'return' });
      send({ type: 'retry' });
    },
  });
};
