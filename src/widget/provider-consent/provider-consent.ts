import { html } from 'lit/html.js';
import type * as flow from '../../flow/provider-consent.ts';
import { start, step, work } from '../../flow/provider-consent.ts';
import { HandslagChangeEvent, HandslagDoneEvent, HandslagErrorEvent, HandslagReadyEvent } from '../events.ts';
import { failedScreen } from '../failed-screen.ts';
import { flowContent } from '../flow-content.ts';
import { heading } from '../heading.ts';
import type { Content, LaterElement } from '../later-element.ts';
import { askedScreen } from './asked.ts';
import { CompanyField } from './company-field.ts';
import { CopyButton } from './copy-button.ts';
import { files } from './files.ts';
import { followingScreen, progressOf, titleOf } from './following.ts';
import { perform } from './perform.ts';
import { styles } from './styles.ts';
import type { Texts } from './texts/en.ts';
import type { View } from './view.ts';

type State = flow.ProviderConsentState;

/**
 * `<handslag-provider-consent>`: leads a company to its bank's own service, where it gives a service provider the right
 * to use its banking interfaces, and notices when it has.
 */
export const create = (element: LaterElement): Content => {
  const field = new CompanyField(element);
  const copy = new CopyButton(element);

  const screen = (state: State, view: View): unknown => {
    switch (state.at) {
      case 'loading':
        return html`<slot><div class="outline"></div></slot>${
          state.offline ? html`<p part="message">${view.t('offline')}</p>` : ''
        }`;
      case 'asked':
        return askedScreen(state, field, view);
      case 'starting':
        return html`${heading(view.t('starting'))}<p>${state.offline ? view.t('offline') : ''}</p>`;
      case 'following':
        return followingScreen(state, copy, view);
      case 'failed':
        return failedScreen(state.trouble, () => view.send({ type: 'retry' }), view);
    }
  };

  const said = (state: State, { t }: View): string => {
    if (state.at === 'following') {
      return state.consent.status === 'active' ? t(titleOf(state)) : t(progressOf(state));
    }
    return 'offline' in state && state.offline ? t('offline') : '';
  };

  return flowContent<State, flow.ProviderConsentEvent, flow.ProviderConsentWork, Texts>(element, {
    flow: { start, step, work },
    files,
    styles,
    perform,
    screen,
    said,
    news,
    tokenEvent: { type: 'token' },
    connectionEvent: (offline) => ({ type: 'connection', offline }),
    troubleEvent: (trouble, { type }) =>
      type === 'check' || type === 'report' ? { type: 'not-heard' } : { type: 'trouble', trouble },
    surface: (state) => ('asked' in state ? state.asked.surface : undefined),
    submit: (root) => root.querySelector('form')?.requestSubmit(),
    // It is the company that gives and takes, in the bank's own service.
    cancel: () => {},
    restart: (send) => send({ type: 'retry' }),
  });
};

const consentOf = (state: State) => (state.at === 'following' ? state.consent : undefined);

/** `handslag-done` when it is given, once for each time; every move is a `handslag-change`. */
const news = (before: State, after: State): readonly Event[] => {
  const told: Event[] = [];
  if (before.at === 'loading' && after.at !== 'loading' && after.at !== 'failed') {
    told.push(new HandslagReadyEvent());
  }
  const consent = consentOf(after);
  const known = consentOf(before);
  if (consent !== undefined && consent !== known) {
    told.push(new HandslagChangeEvent(consent));
    if (consent.status === 'active' && known?.status !== 'active') told.push(new HandslagDoneEvent(consent));
  }
  if (after.at === 'failed' && before.at !== 'failed') told.push(new HandslagErrorEvent(after.trouble));
  return told;
};
