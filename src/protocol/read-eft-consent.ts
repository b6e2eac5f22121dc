import type { EftConsent, EftConsentList, EftConsentTask, EftMandateText } from './eft-consent.ts';
import {
  eftConsentActions,
  eftConsentRefusals,
  eftConsentStates,
  eftConsentWays,
  notModifiableReasons,
} from './eft-consent-words.ts';
import { sessionWith, tasksOf } from './read.ts';
import {
  flag,
  instant,
  isLaterThan,
  list,
  nullable,
  type Reader,
  safely,
  shape,
  text,
  whole,
  word,
} from './reader.ts';

const consent: Reader<EftConsent> = shape<EftConsent>({
  id: text,
  reference: nullable(text),
  revision: whole,
  now: instant,
  company: text,
  state: word(eftConsentStates, 'unknown'),
  way: nullable(word(eftConsentWays, 'account')),
  createdOn: nullable(text),
  payer: nullable(text),
  account: nullable(text),
  bank: nullable(text),
  modifiable: flag,
  notModifiable: nullable(word(notModifiableReasons, 'under_way')),
  refusal: nullable(word(eftConsentRefusals, 'other')),
});

const mandateText = shape<EftMandateText>({
  id: text,
  version: text,
  texts: list(shape<EftMandateText['texts'][number]>({ locale: text, text, sha256: text })),
});

const task = shape<EftConsentTask>({
  type: word(['eft_consent'], 'eft_consent'),
  provider: word(['brp'], 'brp'),
  reference: text,
  companies: list(shape<EftConsentTask['companies'][number]>({ key: text, name: text })),
  actions: list(word(eftConsentActions, 'list'), isLaterThan(...eftConsentActions)),
  mandateText,
  offers: shape<EftConsentTask['offers']>({ account: flag, eConsent: flag }),
});

/** Body of `GET /v1/session`, for a person's EFT consents. */
export const readEftConsentSession = safely(sessionWith(tasksOf('eft_consent', task, 'brp')));

/** Body of `GET /v1/eft-consents/{id}` and of the answers to creating and modifying. */
export const readEftConsentAnswer = safely(consent);

/** Body of `GET /v1/eft-consents`. */
export const readEftConsentList = safely(
  shape<EftConsentList>({ items: list(consent), current: flag, now: instant }),
);
