import type { EftConsentState } from '../../flow/eft-consent-state.ts';
import type { EftConsent } from '../../protocol/eft-consent.ts';
import { HandslagChangeEvent, HandslagDoneEvent, HandslagErrorEvent, HandslagReadyEvent } from '../events.ts';

/** What the page is told of a consent: as the API has it. `status` is its state, by the name that every element uses. */
export interface EftSnapshot extends EftConsent {
  readonly status: EftConsent['state'];
}

const followed = (state: EftConsentState): EftConsent | undefined =>
  state.at === 'following' ? state.consent : undefined;

const ends: readonly EftConsent['state'][] = ['active', 'not_active'];

/** `handslag-ready` when the list is shown first; `handslag-done` each time that a consent given or changed here comes to an end. */
export const createNews = () => {
  let isReady = false;
  return (before: EftConsentState, after: EftConsentState): readonly Event[] => {
    const told: Event[] = [];
    if (after.at === 'cleared') isReady = false;
    if (after.at === 'listed' && !isReady) {
      isReady = true;
      told.push(new HandslagReadyEvent());
    }
    if (after.at === 'failed' && before.at !== 'failed') told.push(new HandslagErrorEvent(after.trouble));
    const [known, consent] = [followed(before), followed(after)];
    if (consent === undefined || consent === known) return told;
    const snapshot: EftSnapshot = { ...consent, status: consent.state };
    told.push(new HandslagChangeEvent(snapshot));
    const isEnd = ends.includes(consent.state) && known?.state !== consent.state;
    return isEnd ? [...told, new HandslagDoneEvent(snapshot)] : told;
  };
};
