/** The words of terms and prices in English: the schema of the others. */
export const texts = {
  intro: 'What it costs, and what you agree to. Nothing is binding before you accept it here.',
  prices: 'Prices',
  free: 'Free',
  cardsFrom: 'Cards from {countries}',
  documents_: 'Documents',
  version: 'Version {version}',
  acceptedAt: 'Accepted {date}',
  promise: 'I have read these documents and accept them for my company.',
  accept: 'Accept and continue',
  tickFirst: 'Please tick the box if you accept.',
  guaranteeText:
    'This is a personal guarantee. It binds you as a person, not only the company, so it is agreed to by itself.',
  guaranteePromise: 'I have read “{name}” and give this guarantee personally.',
  giveGuarantee: 'Give the guarantee',
  elsewhere: 'Begun on another device? Go on here.',
};

export type Texts = Readonly<typeof texts>;
