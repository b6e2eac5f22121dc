/** Why a script may be in a shop's page. */
export interface Reason {
  /** When a page loads it. */
  readonly loaded: string;
  /** The written justification that PCI DSS 6.4.3 asks for. */
  readonly reason: string;
}

const language = (name: string): Reason => ({
  loaded: `in a page in ${name}`,
  reason: `Every text of the payment in ${name}, the mandate's own words among them.`,
});

const languages = { en: 'English', da: 'Danish', sv: 'Swedish', nb: 'Norwegian', fi: 'Finnish' } as const;

/** The texts of an element, or of a surface, that has files of its own for them: one for each language. */
const textsOf = (room: string, where: string): Readonly<Record<string, Reason>> =>
  Object.fromEntries(
    Object.entries(languages).map(([code, name]) => [
      `${room}-${code}`,
      { loaded: `${where}, in ${name}`, reason: `Every text of ${room} in ${name}.` },
    ]),
  );

/** The steps of an onboarding, each loaded when it is shown. */
const stepReasons: Readonly<Record<string, string>> = {
  terms: 'Shows prices and documents of the agreement, and has them accepted.',
  'sign-up': 'Asks who opens the account, and for the codes that were sent to them.',
  company: 'Asks for the company, its address and where its invoices go.',
  people: 'Asks for the people who sign for the company or own it.',
  payments: 'Applies for taking payments and for a payout destination, and shows how that stands.',
  options: 'Signs up for payment options, and shows how each stands.',
  documents: 'Takes a logo and an account statement.',
  summary: 'Shows how the account stands and what is still to be done.',
};

const countries = { no: 'Norway', se: 'Sweden', dk: 'Denmark', fi: 'Finland' } as const;

const steps: Readonly<Record<string, Reason>> = {
  ...Object.fromEntries(
    Object.entries(stepReasons).flatMap(([step, reason]) => [
      [`onboarding-${step}`, { loaded: `in the step ${step} of <handslag-onboarding>`, reason }],
      ...Object.entries(textsOf(`onboarding-${step}`, `in the step ${step} of <handslag-onboarding>`)),
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(countries).map(([code, name]) => [
      `onboarding-${code}`,
      {
        loaded: `in a form of <handslag-onboarding> for a company in ${name}`,
        reason: `The rules of company, person and account numbers of ${name}: finds typing errors.`,
      },
    ]),
  ),
  'onboarding-trouble': {
    loaded: 'after the first step of <handslag-onboarding>',
    reason: 'Says what is wrong, where something is.',
  },
  ...textsOf('onboarding-trouble', 'after the first step of <handslag-onboarding>'),
  'onboarding-brands': {
    loaded: 'with payment options in <handslag-onboarding>',
    reason: 'Names of payment options that are the same in every language.',
  },
  'onboarding-facts': {
    loaded: 'in the overview of <handslag-onboarding>, and when a merchant is looked at in its list',
    reason: 'How names stand beside what they name.',
  },
  'onboarding-fields': {
    loaded: 'with a form of <handslag-onboarding> that asks for a company or for whoever signs it up',
    reason: 'What is asked of a company and of whoever opens its account.',
  },
  'onboarding-list': {
    loaded: 'in a session of <handslag-onboarding> for the list',
    reason: 'Shows the platform its merchants, what each has to do, and the notes on each.',
  },
  ...textsOf('onboarding-list', 'in a session of <handslag-onboarding> for the list'),
  'onboarding-merchant': {
    loaded: 'when a merchant is looked at in the list of <handslag-onboarding>',
    reason: 'Shows how one merchant stands, and the notes on it; asks for the provider’s own pages.',
  },
  'onboarding-invite': {
    loaded: 'when a merchant is invited in <handslag-onboarding>',
    reason: 'Asks for what an account is opened with in a merchant’s name.',
  },
  ...textsOf('onboarding-invite', 'when a merchant is invited in <handslag-onboarding>'),
  'onboarding-upload': {
    loaded: 'when a file is uploaded in <handslag-onboarding>',
    reason: 'Sends a file to the backend, and says how much of it has arrived.',
  },
};

/** The reason of each script, by its name without hash and ending. One that has none here is not built. */
export const reasons: Readonly<Record<string, Reason>> = {
  handslag: {
    loaded: 'by the script tag',
    reason:
      'Defines <handslag-payment>: shows the amount, the creditor and what is agreed as the backend has signed for them, and asks who pays.',
  },
  later: {
    loaded: 'once the form can be used',
    reason:
      'What follows the form: sends the payment to the payer’s app, shows code, QR code and time left, waits, and says what happened.',
  },
  en: language('English'),
  da: language('Danish'),
  sv: language('Swedish'),
  nb: language('Norwegian'),
  fi: language('Finnish'),
  'debtor-check': {
    loaded: 'in a page with <handslag-debtor-check>',
    reason: 'Asks for a payer, has the backend find out whether they can approve in the app, and says so.',
  },
  'check-step': {
    loaded: 'where the payer may be checked before the payment is sent',
    reason:
      'Has the backend find out whether the payer can approve in the app, and says what to do where not.',
  },
  ...textsOf('check-step', 'where the payer may be checked before the payment is sent'),
  'debtor-check-wire': {
    loaded: 'in a page with <handslag-debtor-check> or <handslag-desk>',
    reason: 'What both share: reads what the backend answers when a debtor is checked.',
  },
  desk: {
    loaded: 'in a page with <handslag-desk>',
    reason:
      'The board of a call centre: makes requests for callers, shows how far each has come, sends again and cancels.',
  },
  ...textsOf('desk', 'in a page with <handslag-desk>'),
  'provider-consent': {
    loaded: 'in a page with <handslag-provider-consent>',
    reason:
      'Leads a company to its bank’s own service to let a service provider act for it, and notices when it has.',
  },
  'consent-steps': {
    loaded: 'in a page with <handslag-provider-consent>, once it shows who asks',
    reason: 'What to do in the bank’s own service, step by step, and what was given there.',
  },
  'provider-consents': {
    loaded: 'in a page with <handslag-provider-consents>',
    reason: 'Lists the consents that companies have given, for the service provider’s own staff.',
  },
  pos: {
    loaded: 'where the payment is made at a counter',
    reason:
      'Keeps the screen awake while a customer pays, clears it when they have gone, and gives the clerk a menu.',
  },
  ...textsOf('debtor-check', 'in a page with <handslag-debtor-check>'),
  ...textsOf('pos', 'where the payment is made at a counter'),
  ...textsOf('provider-consent', 'in a page with <handslag-provider-consent>'),
  ...textsOf('provider-consents', 'in a page with <handslag-provider-consents>'),
  'provider-consent-wire': {
    loaded: 'in a page with <handslag-provider-consent> or <handslag-provider-consents>',
    reason: 'What both share: reads what the backend answers about a consent.',
  },
  'eft-consent': {
    loaded: 'in a page with <handslag-eft-consent>',
    reason: 'Lists a person’s consents to autogiro, and sends what they agree to.',
  },
  'eft-consent-giving': {
    loaded: 'in a page with <handslag-eft-consent>, once it shows the list',
    reason: 'Asks for clearing and account number, shows the text to agree to, and says what came of it.',
  },
  ...textsOf('eft-consent', 'in a page with <handslag-eft-consent>'),
  ...textsOf('eft-consent-giving', 'in a page with <handslag-eft-consent>, once it shows the list'),
  onboarding: {
    loaded: 'in a page with <handslag-onboarding>',
    reason:
      'Leads a merchant to an account that can take payments: shows where it stands, sends what the merchant says, and loads the code of each step when it is shown.',
  },
  ...textsOf('onboarding', 'in a page with <handslag-onboarding>'),
  'onboarding-wire': {
    loaded: 'in a page with <handslag-onboarding>',
    reason: 'Reads what the backend answers about a merchant’s onboarding.',
  },
  'onboarding-form': {
    loaded: 'with the first form of <handslag-onboarding>',
    reason: 'Fields of a form: what is asked, what was typed, and what is wrong with it.',
  },
  ...steps,
  'flow-content': {
    loaded: 'in a page with an element other than <handslag-payment>',
    reason: 'What these elements share: runs their steps, and says when something is wrong.',
  },
  'rolldown-runtime': {
    loaded: 'in a page with an element that loads its steps one by one',
    reason: 'A line of the bundler’s, by which such an element hands over what it exports.',
  },
  'follow-one': {
    loaded: 'in a page with an element that waits for something else than a payment',
    reason: 'Asks the backend, one held read after the other, whether something is new.',
  },
  numbers: {
    loaded: 'when a number of a person or of an account is given',
    reason: 'The rules that several countries share for such numbers: finds typing errors.',
  },
  'y-tunnus': {
    loaded: 'when a company gives its number',
    reason:
      'Check digits, and the rules of Finnish Business IDs: finds typing errors before the number is sent.',
  },
  mobile: {
    loaded: 'when somebody gives a mobile number',
    reason: 'The rules of mobile numbers: finds typing errors before the number is sent.',
  },
};
