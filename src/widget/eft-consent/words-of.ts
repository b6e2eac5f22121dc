import type { EftAsked } from '../../flow/eft-consent-state.ts';
import type { EftConsent } from '../../protocol/eft-consent.ts';
import type { Texts } from './texts/en.ts';

/** The company's name. */
export const companyOf = ({ task }: EftAsked, { company }: Pick<EftConsent, 'company'>): string =>
  task.companies.find(({ key }) => key === company)?.name ?? '';

/** How a consent stands, in one line. */
export const stateText = ({ state, way }: EftConsent): keyof Texts =>
  state === 'sent_awaited' && way === 'e_consent' ? 'sent_awaited_e' : state;
