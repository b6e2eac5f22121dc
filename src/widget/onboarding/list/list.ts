import { html } from 'lit/html.js';
import { start, step, work } from '../../../flow/merchants.ts';
import type {
  Board,
  Inviting,
  LaterScreen,
  MerchantsEvent,
  MerchantsState,
  MerchantsWork,
  Opened,
} from '../../../flow/merchants-state.ts';
import type { OnboardingAsked } from '../../../flow/onboarding-state.ts';
import { HandslagErrorEvent, HandslagReadyEvent } from '../../events.ts';
import { failedScreen } from '../../failed-screen.ts';
import { flowContent } from '../../flow-content.ts';
import type { Content, LaterElement } from '../../later-element.ts';
import { type Patience, persist } from '../../persist.ts';
import { unreachable } from '../../refused.ts';
import { createTroubles } from '../troubles.ts';
import type { Beside, ListView } from './beside.ts';
import { board } from './board.ts';
import { files, type Texts } from './files.ts';
import { perform } from './perform.ts';
import { styles } from './styles.ts';

type State = MerchantsState;
type Screens = { -readonly [Name in LaterScreen]?: Beside<Extract<State, { readonly at: Name }>> };

const said = (state: State, { t }: ListView): string => {
  if (state.at === 'failed') return '';
  if (state.offline) return t('offline');
  return state.wish === null || state.wish.kind === 'notes' ? '' : t('saving');
};

/** The platform's merchants, for its own people. */
export const create = (element: LaterElement, asked: OnboardingAsked): Content => {
  const screens: Screens = {};
  const troubles = createTroubles(element);

  const fetchScreen = async (name: LaterScreen): Promise<void> => {
    if (name === 'merchant') screens.merchant ??= (await import('../merchant/merchant.ts')).create(element);
    else screens.invitation ??= (await import('../invite/invite.ts')).create(element);
  };

  const load = async (name: LaterScreen, patience: Patience): Promise<void> => {
    await persist(() => fetchScreen(name).catch(unreachable), patience);
    await screens[name]?.ready(patience);
  };

  const shown = (state: Board | Opened | Inviting, view: ListView): unknown => {
    if (state.at === 'board') return board(state, view);
    const outline = html`<div class="outline"></div>`;
    if (!state.loaded.includes(state.at)) return outline;
    const { t, send } = view;
    return html`
      <p>
        <button type="button" class="link" part="back" @click=${() => send({ type: 'back' })}>${t('back')}</button>
      </p>
      ${state.at === 'merchant' ? screens.merchant?.render(state, view) : screens.invitation?.render(state, view)}
    `;
  };

  const screen = (state: State, view: ListView): unknown => {
    const { t, send } = view;
    if (state.at === 'failed') return failedScreen(state.trouble, () => send({ type: 'retry' }), view);
    const { host, test } = state.asked;
    return html`
      <div class="top">
        <span class="quiet">${host}</span>
        ${test ? html`<span class="test quiet small" part="test">${t('test')}</span>` : ''}
      </div>
      ${shown(state, view)} ${troubles.problem(state.refused, () => send({ type: 'retry' }), view)}
      <p class="small quiet" part="progress">${said(state, view)}</p>
    `;
  };

  return flowContent<State, MerchantsEvent, MerchantsWork, Texts>(element, {
    flow: { start: () => start(asked), step, work },
    files,
    styles,
    perform: (job, means, send) =>
      perform(job, means, send, load, (wish) => {
        for (const beside of Object.values(screens)) beside.granted(wish);
      }),
    screen,
    said,
    news(before, after) {
      if (after.at === 'failed') return before.at === 'failed' ? [] : [new HandslagErrorEvent(after.trouble)];
      const wasReady = before.at === 'failed' || before.isComplete;
      return after.isComplete && !wasReady ? [new HandslagReadyEvent()] : [];
    },
    tokenEvent: { type: 'token' },
    connectionEvent: (offline) => ({ type: 'connection', offline }),
    troubleEvent: (trouble) => ({ type: 'trouble', trouble }),
    surface: () => asked.surface,
    submit: (root) => root.querySelector<HTMLFormElement>('form:not([role])')?.requestSubmit(),
    cancel: (send) => send({ type: 'back' }),
    restart: (send) => send({ type: 'retry' }),
  });
};
