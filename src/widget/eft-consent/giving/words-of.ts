import type { EftConsent } from '../../../protocol/eft-consent.ts';
import type { Texts } from './texts/en.ts';

/** Heading and text for a consent that is followed. */
export const followingWords = ({
  state,
  way,
}: EftConsent): readonly [title: keyof Texts, text: keyof Texts] => {
  switch (state) {
    case 'active':
      return ['activeTitle', 'activeText'];
    case 'sent_awaited':
      return way === 'e_consent' ? ['eTitle', 'eText'] : ['sentTitle', 'sentText'];
    case 'company_to_send':
      return ['companyTitle', 'companyText'];
    case 'change_under_way':
      return ['changeUnderWayTitle', 'changeUnderWayText'];
    case 'end_under_way':
      return ['endTitle', 'endText'];
    case 'not_active':
      return ['notActiveTitle', 'notActiveText'];
    case 'unknown':
      return ['unknownTitle', 'unknownText'];
  }
};
