import { html } from 'lit/html.js';
import type { RefusedWrite } from '../../../flow/onboarding-state.ts';
import type { StepFault } from '../../../protocol/onboarding-words.ts';
import { formatDuration } from '../../format-time.ts';
import type { LaterElement } from '../../later-element.ts';
import { fill } from '../../texts/texts.ts';
import type { View } from '../../view.ts';
import { Words } from '../../words.ts';
import type { Texts as Shared } from '../texts/en.ts';
import { files } from './files.ts';
import { problemText } from './problem-words.ts';
import type { Texts } from './texts/en.ts';

type SharedView = Pick<View<keyof Shared, never>, 't' | 'locale'>;

/** Says what went wrong. */
export const create = async (element: LaterElement) => {
  const words = new Words<Texts>(element, files, () => element.requestUpdate());
  await words.come({ tries: 1, onConnection: () => {}, signal: new AbortController().signal });
  const t = (key: keyof Texts, values: Readonly<Record<string, string>> = {}): string =>
    fill(element.texts[key] ?? words.text(key), values);

  return {
    /** What the backend says is wrong in a step. */
    faults(codes: readonly StepFault[]) {
      words.follow();
      return codes.map((code) => html`<p class="box problem" part="fault">${t(`fault_${code}`)}</p>`);
    },
    /** Why something that was sent was not taken. */
    problem(
      { trouble, seconds }: Pick<RefusedWrite, 'trouble' | 'seconds'>,
      retry: () => void,
      { t: shared, locale }: SharedView,
    ) {
      words.follow();
      const { code, traceId } = trouble;
      const text = problemText(code);
      const isLater = text === 'problemLater';
      return html`<div class="box problem" role="alert" part="problem">
        <p>${t(text, { time: formatDuration(seconds ?? 60, locale) })}</p>
        ${
          isLater
            ? html`<button type="button" class="link" part="retry" @click=${retry}>${shared('again')}</button>`
            : ''
        }
        ${traceId === null || !isLater ? '' : html`<p class="quiet small">${shared('traceId', { traceId })}</p>`}
      </div>`;
    },
  };
};
