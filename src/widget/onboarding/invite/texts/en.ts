/** The words of an invitation in English: the schema of the others. */
export const texts = {
  inviteIntro:
    'An account is opened in the merchant’s name. They get an e-mail, accept the terms and go on themselves.',
  ownReference: 'Your reference',
  ownReferenceHint: 'What you call the merchant. It stays.',
  referenceWrong: 'Letters without accents, digits and . _ : / -',
  referenceTaken: 'There is a merchant with this reference already.',
  who: 'Who opens the account',
  where: 'Company',
  yours: 'For your own people',
  managerEmail: 'E-mail of whoever looks after the merchant',
  firstNote: 'A few words in the invitation',
  firstNoteHint: 'The merchant reads this.',
  emailHint: 'The invitation goes here.',
  send: 'Send the invitation',
};

export type Texts = Readonly<typeof texts>;
