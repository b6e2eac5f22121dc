/** The words of logo and documents in English: the schema of the others. */
export const texts = {
  intro: 'Your logo is shown to customers. The statement is for the provider alone.',
  notYet: 'This opens when there is an account.',
  logo: 'Logo',
  logoHint: 'PNG, JPEG or SVG, up to 2 MB.',
  account_statement: 'Bank statement',
  account_statementHint: 'PDF, PNG or JPEG, up to 2 MB. Only where a payment option asks for it.',
  choose: 'Choose a file',
  chooseOther: 'Choose another file',
  uploading: '{percent} uploaded',
  uploaded: '✓ It is here.',
  wrongType: 'This kind of file cannot be used.',
  tooLarge: 'The file is larger than 2 MB.',
  preview: 'Preview of {name}',
};

export type Texts = Readonly<typeof texts>;
