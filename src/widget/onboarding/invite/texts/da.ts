import type { Texts } from './en.ts';

export const texts: Texts = {
  inviteIntro:
    'Der oprettes en konto i forretningens navn. De får en e-mail, accepterer vilkårene og fortsætter selv.',
  ownReference: 'Jeres reference',
  ownReferenceHint: 'Det, I kalder forretningen. Det kan ikke ændres.',
  referenceWrong: 'Bogstaver uden accenter, cifre og . _ : / -',
  referenceTaken: 'Der er allerede en forretning med denne reference.',
  who: 'Den, der opretter kontoen',
  where: 'Firma',
  yours: 'Til jeres egne folk',
  managerEmail: 'E-mail til forretningens kontaktperson hos jer',
  firstNote: 'Et par ord i invitationen',
  firstNoteHint: 'Forretningen læser det.',
  emailHint: 'Hertil sendes invitationen.',
  send: 'Send invitationen',
};
