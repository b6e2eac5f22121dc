import { backend } from './backend.ts';
import { brpFaults } from './brp.ts';
import { collection } from './collection.ts';
import { debtorCheck } from './debtor-check.ts';
import { desk } from './desk.ts';
import { dinteroFaults } from './dintero.ts';
import { eftConsentFaults } from './eft-consents.ts';
import type { Fault } from './fault.ts';
import { flow } from './flow.ts';
import { house } from './house.ts';
import { identifiers } from './identifiers.ts';
import { kit } from './kit.ts';
import { leaks } from './leaks.ts';
import { onboarding } from './onboarding.ts';
import { onboardingElement } from './onboarding-element.ts';
import { opFaults } from './op.ts';
import { providers } from './providers.ts';
import { webhooks } from './webhooks.ts';
import { widget } from './widget.ts';

export const faults: readonly Fault[] = [
  ...house,
  ...identifiers,
  ...flow,
  ...debtorCheck,
  ...desk,
  ...backend,
  ...collection,
  ...onboarding,
  ...onboardingElement,
  ...providers,
  ...webhooks,
  ...leaks,
  ...widget,
  ...kit,
  ...opFaults,
  ...eftConsentFaults,
  ...dinteroFaults,
  ...brpFaults,
];
