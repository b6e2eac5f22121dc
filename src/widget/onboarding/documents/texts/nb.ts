import type { Texts } from './en.ts';

export const texts: Texts = {
  intro: 'Logoen deres vises for kunder. Kontoutskriften er bare for leverandøren.',
  notYet: 'Dette åpnes når det finnes en konto.',
  logo: 'Logo',
  logoHint: 'PNG, JPEG eller SVG, opptil 2 MB.',
  account_statement: 'Kontoutskrift',
  account_statementHint: 'PDF, PNG eller JPEG, opptil 2 MB. Bare hvis en betalingsmåte krever det.',
  choose: 'Velg en fil',
  chooseOther: 'Velg en annen fil',
  uploading: '{percent} lastet opp',
  uploaded: '✓ Den er mottatt.',
  wrongType: 'Denne typen fil kan ikke brukes.',
  tooLarge: 'Filen er større enn 2 MB.',
  preview: 'Forhåndsvisning av {name}',
};
