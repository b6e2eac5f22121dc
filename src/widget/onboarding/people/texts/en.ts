/** The words of the company’s people in English: the schema of the others. */
export const texts = {
  intro:
    'The law asks who signs for the company and who owns it. Name at least one person who may sign, and everyone who owns more than 25 percent.',
  roles: 'This person',
  signatory: 'signs for the company',
  owner: 'owns a part of it',
  contact: 'is whom to ask',
  roleMissing: 'Choose at least one.',
  firstName: 'First name',
  lastName: 'Last name',
  title: 'Title',
  email: 'E-mail',
  phone: 'Phone',
  share: 'Owns, in percent',
  shareHint: 'A whole number from 0 to 100.',
  number_NO: 'National identity number',
  number_SE: 'Personal identity number',
  number_DK: 'CPR number',
  number_FI: 'Personal identity code',
  numberHint: 'Kept encrypted, shown to nobody, and erased when it is no longer needed.',
  numberWrong: 'This number cannot be right. Please check it.',
  birthDate: 'Date of birth',
  numbersGiven: '✓ Number or date of birth given',
  numbersMissing: 'No number given yet. Some payment options ask for it.',
  savePerson: 'Save person',
  cancel: 'Cancel',
  remove: 'Remove',
  add: 'Add another person',
};

export type Texts = Readonly<typeof texts>;
