import { html } from 'lit/html.js';
import type { Trouble } from '../flow/trouble.ts';
import type { Caller } from './call.ts';
import { localeOf } from './language.ts';
import type { Content, LaterElement } from './later-element.ts';
import type { Patience } from './persist.ts';
import { Refused } from './refused.ts';
import { type Flow, RunFlow } from './run-flow.ts';
import { fill } from './texts/texts.ts';
import type { View } from './view.ts';
import { type Files, Words } from './words.ts';

/** What work is done with. */
export interface Means {
  readonly caller: Caller;
  readonly patience: Patience;
  /** Resolves when there are words. Throws `Refused` if there will be none. */
  readonly words: () => Promise<void>;
}

/** What an element is made of that runs one flow in one card. */
export interface Recipe<
  State extends { readonly at: string },
  Event,
  Work extends { readonly id: string },
  T extends Readonly<Record<string, string>>,
> {
  readonly flow: Flow<State, Event, Work>;
  readonly files: Files<T>;
  /** Looks beyond those that all elements share. */
  readonly styles: string;
  /** The events that the runner itself has to tell of. */
  readonly tokenEvent: Event;
  readonly connectionEvent: (offline: boolean) => Event;
  readonly troubleEvent: (trouble: Trouble, work: Work) => Event;
  readonly perform: (work: Work, means: Means, send: (event: Event) => void) => Promise<void>;
  readonly surface: (state: State) => string | undefined;
  readonly screen: (state: State, view: View<keyof T, Event>) => unknown;
  /** What a screen reader is told without being asked: once for each line that is new. */
  readonly said: (state: State, view: View<keyof T, Event>) => string;
  /** What the page is told, once it can be seen. */
  readonly news: (before: State, after: State) => readonly globalThis.Event[];
  /** The next step, as if its button had been pressed. */
  readonly submit: (root: ShadowRoot) => void;
  readonly cancel: (send: (event: Event) => void) => void;
  readonly restart: (send: (event: Event) => void) => void;
}

/** Runs a flow in an element, and draws it: screens in a card, what is said beside it, the focus where it belongs. */
export const flowContent = <
  State extends { readonly at: string },
  Event,
  Work extends { readonly id: string },
  T extends Readonly<Record<string, string>>,
>(
  element: LaterElement,
  recipe: Recipe<State, Event, Work, T>,
): Content => {
  const words = new Words<T>(element, recipe.files, () => element.requestUpdate());
  const untold: globalThis.Event[] = [];
  let drawnAt: State['at'] = recipe.flow.start().at;

  const perform = async (work: Work, send: (event: Event) => void, signal: AbortSignal): Promise<void> => {
    const patience: Patience = {
      tries: 4,
      onConnection: (offline) => send(recipe.connectionEvent(offline)),
      signal,
    };
    try {
      await recipe.perform(
        work,
        { caller: element.caller, patience, words: () => words.come(patience) },
        send,
      );
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof Refused)) throw error;
      await words.come({ ...patience, tries: 1 }).catch(() => {});
      send(recipe.troubleEvent(error.trouble, work));
    }
  };

  const run = new RunFlow<State, Event, Work>(element, recipe.flow, perform, (before, after) =>
    untold.push(...recipe.news(before, after)),
  );
  const send = (event: Event): void => run.send(event);
  element.addStyles(recipe.styles);

  const view = (): View<keyof T, Event> => ({
    t: (key, values) => fill(element.texts[String(key)] ?? words.text(key), values ?? {}),
    locale: localeOf(words.language ?? 'en'),
    send,
  });

  return {
    draw() {
      words.follow();
      const { state } = run;
      if (words.language === undefined) return html`<slot><div class="outline"></div></slot>`;
      const surface = element.getAttribute('surface') ?? recipe.surface(state) ?? 'web';
      return html`
        <div class="card ${surface}" part="card" lang=${words.language}>${recipe.screen(state, view())}</div>
        <div class="unseen" role="status">${recipe.said(state, view())}</div>
      `;
    },
    drawn(hadFocus) {
      const { at } = run.state;
      // A screen that takes the place of one that had the focus gets it, and so does one that has lost it.
      const isLost = element.root.activeElement === null;
      if (hadFocus && (at !== drawnAt || isLost))
        element.root.querySelector<HTMLElement>('#heading')?.focus();
      drawnAt = at;
      for (const event of untold.splice(0)) element.dispatchEvent(event);
    },
    tokenCame: () => send(recipe.tokenEvent),
    sync: () => run.sync(),
    submit: () => recipe.submit(element.root),
    cancel: () => recipe.cancel(send),
    restart: () => recipe.restart(send),
  };
};
