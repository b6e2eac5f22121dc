import { html } from 'lit/html.js';
import type * as flow from '../../flow/provider-consents.ts';
import { start, step, work } from '../../flow/provider-consents.ts';
import { readProviderConsentListSession } from '../../protocol/read-provider-consent.ts';
import { HandslagErrorEvent, HandslagReadyEvent } from '../events.ts';
import { failedScreen } from '../failed-screen.ts';
import { flowContent } from '../flow-content.ts';
import type { Content, LaterElement } from '../later-element.ts';
import { persist } from '../persist.ts';
import { fetchSessionAs } from '../read-session.ts';
import type { View as AnyView } from '../view.ts';
import { files } from './files.ts';
import { followList } from './list.ts';
import { styles } from './styles.ts';
import { listTable } from './table.ts';
import type { Texts } from './texts/en.ts';

type State = flow.ProviderConsentsState;
type Event = flow.ProviderConsentsEvent;
type View = AnyView<keyof Texts, Event>;

/** `<handslag-provider-consents>`: every consent that companies have given, for the service provider's own staff. */
export const create = (element: LaterElement): Content => {
  let sought = '';
  const seek = (words: string): void => {
    sought = words;
    element.requestUpdate();
  };

  const screen = (state: State, view: View): unknown => {
    switch (state.at) {
      case 'loading':
        return html`<slot><div class="outline"></div></slot>`;
      case 'listed':
        return listTable(state, sought, seek, view);
      case 'failed':
        return failedScreen(state.trouble, () => view.send({ type: 'retry' }), view);
    }
  };

  return flowContent<State, Event, flow.ProviderConsentsWork, Texts>(element, {
    flow: { start, step, work },
    files,
    styles,
    async perform(job, { caller, patience, words }, send) {
      if (job.type === 'follow') {
        return followList(caller, (page) => send({ type: 'page', page }), patience);
      }
      const read = () => fetchSessionAs(caller, readProviderConsentListSession, patience.signal);
      const [session] = await Promise.all([persist(read, patience), words()]);
      send({ type: 'session', session });
    },
    screen,
    said: (state, { t }) => ('offline' in state && state.offline ? t('offline') : ''),
    news(before, after) {
      if (before.at === 'loading' && after.at === 'listed') return [new HandslagReadyEvent()];
      const isTrouble = after.at === 'failed' && before.at !== 'failed';
      return isTrouble ? [new HandslagErrorEvent(after.trouble)] : [];
    },
    tokenEvent: { type: 'token' },
    connectionEvent: (offline) => ({ type: 'connection', offline }),
    troubleEvent: (trouble) => ({ type: 'trouble', trouble }),
    surface: (state) => (state.at === 'listed' ? state.surface : undefined),
    submit: () => {},
    cancel: () => {},
    restart: (send) => send({ type: 'retry' }),
  });
};
