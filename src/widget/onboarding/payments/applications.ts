import { html } from 'lit/html.js';
import type { OnboardingApplication } from '../../../protocol/onboarding-parts.ts';
import { withdrawApplication } from '../../../protocol/onboarding-routes.ts';
import type { ApplicationLink } from '../../../protocol/onboarding-words.ts';
import type { LaterElement } from '../../later-element.ts';
import type { StepView } from '../step.ts';
import type { Texts } from './texts/en.ts';

type View = StepView<keyof Texts>;

/** Where the merchant must go on now, if anywhere. */
const wantedLink = ({ caseStatus, status, links }: OnboardingApplication): ApplicationLink | null => {
  if (status !== 'action_required') return null;
  const first = caseStatus === 'waiting_for_declaration' ? 'declaration' : 'contract';
  const wanted =
    links.find(({ kind }) => kind === first) ?? links.find(({ kind }) => kind !== 'signed_contract');
  return wanted?.kind ?? null;
};

/** Something is to be done here, and there is a link to it: that is what comes next. */
export const goesOnElsewhere = (all: readonly OnboardingApplication[]): boolean =>
  all.some((one) => wantedLink(one) !== null);

/** An application that was sent: what to do now, what is waited for, or how it ended. */
export const createApplications = (element: LaterElement) => {
  /** One that is active is only withdrawn after a confirmation of its own. */
  let confirming: string | null = null;
  /** Whoever is asked has the harmless answer at hand; and whoever gave it, what they pressed before. */
  const confirm = (id: string | null): void => {
    confirming = id;
    element.requestUpdate();
    const next = id === null ? 'withdraw' : 'withdraw-no';
    void element.updateComplete.then(() =>
      element.root.querySelector<HTMLElement>(`[part=${next}]`)?.focus(),
    );
  };

  const withdrawal = ({ id, status, withdrawing, withdrawable }: OnboardingApplication, view: View) => {
    const { t, busy, write } = view;
    if (withdrawing) return html`<p class="quiet small">${t('withdrawing')}</p>`;
    if (!withdrawable) return '';
    const isActive = status === 'done';
    const withdraw = () => {
      confirm(null);
      write({ route: withdrawApplication, parts: { id }, body: { active: isActive } });
    };
    if (confirming !== id) {
      return html`<button
        type="button"
        class="link"
        part="withdraw"
        aria-disabled=${busy}
        @click=${() => (isActive ? confirm(id) : withdraw())}
      >
        ${t(isActive ? 'withdrawActive' : 'withdraw')}
      </button>`;
    }
    return html`<div class="box problem" role="alertdialog" aria-labelledby="sure" part="confirm">
      <p id="sure">${t('withdrawSure')}</p>
      <p class="row">
        <button type="button" class="link" part="withdraw-yes" @click=${withdraw}>${t('withdrawYes')}</button>
        <button type="button" class="link" part="withdraw-no" @click=${() => confirm(null)}>${t('withdrawNo')}</button>
      </p>
    </div>`;
  };

  return (all: readonly OnboardingApplication[], view: View) =>
    all.map((one) => {
      const { caseStatus, status, links } = one;
      const { t } = view;
      const wanted = wantedLink(one);
      return html`<div class="box case" part="case">
        <p part="case-status">${t(`case_${caseStatus}`)}</p>
        ${links.map(
          ({ kind, url }) => html`<a
            class=${kind === wanted ? 'primary' : 'link'}
            part="case-link"
            href=${url}
            target="_blank"
            rel="noopener noreferrer"
            >${t(`link_${kind}`)}</a
          >`,
        )}
        ${status === 'action_required' && links.length > 0 ? html`<p class="quiet small">${t('linkHint')}</p>` : ''}
        ${caseStatus === 'waiting_for_signature' ? html`<p class="quiet small">${t('signerMailed')}</p>` : ''}
        ${withdrawal(one, view)}
      </div>`;
    });
};
