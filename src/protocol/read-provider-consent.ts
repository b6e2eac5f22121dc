import type { Asking, ProviderConsent, ProviderConsentList } from './provider-consent.ts';
import {
  apiProducts,
  proofStatuses,
  providerConsentNews,
  providerConsentStatuses,
} from './provider-consent-words.ts';
import { sessionWith, tasksOf } from './read.ts';
import {
  instant,
  isLaterThan,
  link,
  list,
  nullable,
  type Reader,
  safely,
  shape,
  text,
  whole,
  word,
} from './reader.ts';
import type { ProviderConsentListTask, ProviderConsentTask } from './session.ts';

const products = list(word(apiProducts, 'account_data'), isLaterThan(...apiProducts));

const consent: Reader<ProviderConsent> = shape<ProviderConsent>({
  id: text,
  reference: nullable(text),
  revision: whole,
  now: instant,
  status: word(providerConsentStatuses, 'unknown'),
  news: word(providerConsentNews, 'changed'),
  company: shape<ProviderConsent['company']>({ businessId: text, name: nullable(text) }),
  products: shape<ProviderConsent['products']>({
    asked: products,
    granted: products,
    missing: products,
    beyond: products,
  }),
  proof: nullable(
    shape<NonNullable<ProviderConsent['proof']>>({
      status: word(proofStatuses, 'pending'),
      at: nullable(instant),
    }),
  ),
  reportedAt: nullable(instant),
  createdAt: instant,
  grantedAt: nullable(instant),
  changedAt: instant,
});

const provider = word(['op'], 'op');
const asking = shape<Asking>({ name: text, businessId: text });

const task = shape<ProviderConsentTask>({
  type: word(['provider_consent'], 'provider_consent'),
  provider,
  reference: text,
  asking,
  company: nullable(shape<NonNullable<ProviderConsentTask['company']>>({ businessId: text })),
  products,
  adminUrl: link,
  consent: nullable(consent),
});

const listTask = shape<ProviderConsentListTask>({
  type: word(['provider_consent_list'], 'provider_consent_list'),
  provider,
  asking,
});

/** Body of `GET /v1/session`, for a company that gives a consent. */
export const readProviderConsentSession = safely(sessionWith(tasksOf('provider_consent', task, 'op')));

/** Body of `GET /v1/session`, for the service provider's own list. */
export const readProviderConsentListSession = safely(
  sessionWith(tasksOf('provider_consent_list', listTask, 'op')),
);

/** Body of `GET /v1/provider-consents/{id}` and of the answers to starting, checking and reporting. */
export const readProviderConsentAnswer = safely(consent);

/** Body of `GET /v1/provider-consents`. */
export const readProviderConsentList = safely(
  shape<ProviderConsentList>({ items: list(consent), cursor: text, readAt: nullable(instant) }),
);
