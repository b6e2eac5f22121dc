import { html } from 'lit/html.js';
import type * as flow from '../../flow/provider-consent.ts';
import { start, step, work as workOf } from '../../flow/provider-consent.ts';
import { HandslagChangeEvent, HandslagDoneEvent, HandslagErrorEvent, HandslagReadyEvent } from '../events.ts';
import { failedScreen } from '../failed-screen.ts';
import { flowContent, type Means } from '../flow-content.ts';
import { heading } from '../heading.ts';
import type { Content, LaterElement } from '../later-element.ts';
import { type Patience, persist } from '../persist.ts';
import { unreachable } from '../refused.ts';
import { askedScreen } from './asked.ts';
import { CompanyField } from './company-field.ts';
import { files } from './files.ts';
import { readSession } from './read-session.ts';
import { styles } from './styles.ts';
import type { Texts } from './texts/en.ts';
import type { View } from './view.ts';

type State = flow.ProviderConsentState;
type Steps = typeof import('./consent-steps.ts');

/**
 * `<handslag-provider-consent>`: leads a company to its bank's own service, where it gives a service provider the right
 * to use its banking interfaces, and notices when it has.
 */
export const create = (element: LaterElement): Content => {
  const field = new CompanyField(element);
  let steps: Steps | undefined;
  let copy: InstanceType<Steps['CopyButton']> | undefined;

  const loadSteps = async (patience: Patience): Promise<Steps> => {
    steps ??= await persist(() => import('./consent-steps.ts').catch(unreachable), patience);
    copy ??= new steps.CopyButton(element);
    return steps;
  };

  /** The steps are there before they are to be shown, and else while somebody reads who asks. */
  const work = async (
    job: flow.ProviderConsentWork,
    means: Means,
    send: (event: flow.ProviderConsentEvent) => void,
  ): Promise<void> => {
    const { patience } = means;
    if (job.type !== 'read-session') return (await loadSteps(patience)).perform(job, means, send);
    const event = await readSession(means);
    if (event.session.tasks[0]?.consent != null) await loadSteps(patience);
    send(event);
    element.updateComplete.then(() => loadSteps(patience)).catch(() => {});
  };

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
        return steps && copy && steps.followingScreen(state, copy, view);
      case 'failed':
        return failedScreen(state.trouble, () => view.send({ type: 'retry' }), view);
    }
  };

  const said = (state: State, { t }: View): string => {
    if (state.at === 'following') {
      if (steps === undefined) return '';
      return t(state.consent.status === 'active' ? steps.titleOf(state) : steps.progressOf(state));
    }
    return 'offline' in state && state.offline ? t('offline') : '';
  };

  return flowContent<State, flow.ProviderConsentEvent, flow.ProviderConsentWork, Texts>(element, {
    flow: { start, step, work: workOf },
    files,
    styles,
    perform: work,
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
