import type { Texts } from './en.ts';

export const texts: Texts = {
  inviteIntro: 'Tili avataan yrityksen nimissä. Yritys saa sähköpostin, hyväksyy ehdot ja jatkaa itse.',
  ownReference: 'Viitteenne',
  ownReferenceHint: 'Nimitys, jota käytätte yrityksestä. Sitä ei voi muuttaa.',
  referenceWrong: 'Kirjaimia a–z, numeroita ja merkkejä . _ : / -',
  referenceTaken: 'Tällä viitteellä on jo yritys.',
  who: 'Tilin avaaja',
  where: 'Yritys',
  yours: 'Omalle henkilöstölle',
  managerEmail: 'Yrityksen yhteyshenkilön sähköposti teillä',
  firstNote: 'Muutama sana kutsuun',
  firstNoteHint: 'Yritys lukee tämän.',
  emailHint: 'Kutsu lähetetään tähän.',
  send: 'Lähetä kutsu',
};
