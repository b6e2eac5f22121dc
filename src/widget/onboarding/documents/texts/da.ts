import type { Texts } from './en.ts';

export const texts: Texts = {
  intro: 'Jeres logo vises for kunder. Kontoudtoget er kun til udbyderen.',
  notYet: 'Det åbner, når der er en konto.',
  logo: 'Logo',
  logoHint: 'PNG, JPEG eller SVG, op til 2 MB.',
  account_statement: 'Kontoudtog',
  account_statementHint: 'PDF, PNG eller JPEG, op til 2 MB. Kun hvis en betalingsmåde kræver det.',
  choose: 'Vælg en fil',
  chooseOther: 'Vælg en anden fil',
  uploading: '{percent} sendt',
  uploaded: '✓ Den er modtaget.',
  wrongType: 'Den slags fil kan ikke bruges.',
  tooLarge: 'Filen er større end 2 MB.',
  preview: 'Forhåndsvisning af {name}',
};
