import { html } from 'lit/html.js';
import type { Shown } from '../../../flow/onboarding-state.ts';
import { stateOf } from '../../../flow/onboarding-steps.ts';
import { uploadDocument } from '../../../protocol/onboarding-routes.ts';
import {
  type UploadKind,
  uploadBytes,
  uploadKinds,
  uploadTypes,
} from '../../../protocol/onboarding-words.ts';
import type { LaterElement } from '../../later-element.ts';
import type { StepModule, StepView } from '../step.ts';
import { files } from './files.ts';
import { drawPreview } from './preview.ts';
import { styles } from './styles.ts';
import type { Texts } from './texts/en.ts';

type View = StepView<keyof Texts>;

const create = (element: LaterElement) => {
  const errors = new Map<UploadKind, keyof Texts>();
  const previews = new Map<UploadKind, HTMLCanvasElement | null>();

  const take = async (kind: UploadKind, input: HTMLInputElement, view: View): Promise<void> => {
    const [file] = input.files ?? [];
    if (file === undefined || view.busy) return;
    errors.delete(kind);
    if (!uploadTypes[kind].includes(file.type)) errors.set(kind, 'wrongType');
    else if (file.size > uploadBytes) errors.set(kind, 'tooLarge');
    element.requestUpdate();
    // The same file may be chosen again.
    if (!errors.has(kind)) view.write({ route: uploadDocument, parts: { kind }, body: null, file });
    previews.set(kind, errors.has(kind) ? null : await drawPreview(file));
    input.value = '';
    element.requestUpdate();
  };

  const row = (kind: UploadKind, state: Shown, view: View) => {
    const { t, busy, locale } = view;
    const isThere = state.onboarding.uploads.includes(kind);
    const isSending = state.writing?.file !== undefined && state.writing.parts?.kind === kind;
    const percent = new Intl.NumberFormat(locale, { style: 'percent' }).format(state.progress);
    const preview = previews.get(kind) ?? null;
    preview?.setAttribute('role', 'img');
    preview?.setAttribute('aria-label', t('preview', { name: t(kind) }));
    const error = errors.get(kind);
    return html`<div class="upload" part="upload ${kind}">
      <h3 id="${kind}-name">${t(kind)}</h3>
      <p class="quiet small" id="${kind}-hint">${t(`${kind}Hint`)}</p>
      ${preview ?? ''}
      ${isThere && !isSending ? html`<p part="uploaded">${t('uploaded')}</p>` : ''}
      ${
        isSending
          ? html`<progress max="1" value=${state.progress} aria-label=${t(kind)}></progress>
              <p class="small">${t('uploading', { percent })}</p>`
          : ''
      }
      <label class="choose" aria-disabled=${busy}>
        <input
          type="file"
          class="unseen"
          accept=${uploadTypes[kind].join(',')}
          aria-describedby="${kind}-hint ${kind}-error"
          ?disabled=${busy}
          @change=${({ target }: Event) => {
            if (target instanceof HTMLInputElement) take(kind, target, view).catch(reportError);
          }}
        />
        <span>${t(isThere ? 'chooseOther' : 'choose')}</span><span class="unseen">: ${t(kind)}</span>
      </label>
      <p class="error small" id="${kind}-error" role="alert">${error === undefined ? '' : t(error)}</p>
    </div>`;
  };

  return (state: Shown, view: View) => {
    const { t, send } = view;
    if (stateOf(state.onboarding, 'documents') === 'not_yet') return html`<p>${t('notYet')}</p>`;
    return html`
      <p>${t('intro')}</p>
      ${uploadKinds.map((kind) => row(kind, state, view))}
      <button type="button" class="primary" part="button next" @click=${() => send({ type: 'next' })}>${t('next')}</button>
    `;
  };
};

export const step: StepModule = { files, styles, create };
