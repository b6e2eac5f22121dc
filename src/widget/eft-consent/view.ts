import type { EftConsentEvent } from '../../flow/eft-consent-state.ts';
import type { View as AnyView } from '../view.ts';
import type { Texts } from './texts/en.ts';

export type View = AnyView<keyof Texts, EftConsentEvent>;
