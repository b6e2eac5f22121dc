import type { EftConsentEvent } from '../../../flow/eft-consent-state.ts';
import type { View as AnyView } from '../../view.ts';
import type { Texts as ListTexts } from '../texts/en.ts';
import type { Texts } from './texts/en.ts';

/** Words of its own, and those of the list. */
export type View = AnyView<keyof Texts | keyof ListTexts, EftConsentEvent>;
