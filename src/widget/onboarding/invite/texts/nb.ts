import type { Texts } from './en.ts';

export const texts: Texts = {
  inviteIntro: 'Det åpnes en konto i firmaets navn. De får en e-post, godtar vilkårene og fortsetter selv.',
  ownReference: 'Deres referanse',
  ownReferenceHint: 'Det dere kaller firmaet. Det kan ikke endres.',
  referenceWrong: 'Bokstaver uten aksenter, sifre og . _ : / -',
  referenceTaken: 'Det finnes allerede et firma med denne referansen.',
  who: 'Den som åpner kontoen',
  where: 'Firma',
  yours: 'Til deres egne folk',
  managerEmail: 'E-post til firmaets kontaktperson hos dere',
  firstNote: 'Noen ord i invitasjonen',
  firstNoteHint: 'Firmaet leser dette.',
  emailHint: 'Hit går invitasjonen.',
  send: 'Send invitasjonen',
};
