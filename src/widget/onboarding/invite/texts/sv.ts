import type { Texts } from './en.ts';

export const texts: Texts = {
  inviteIntro:
    'Ett konto öppnas i företagets namn. De får ett mejl, godkänner villkoren och fortsätter själva.',
  ownReference: 'Er referens',
  ownReferenceHint: 'Det ni kallar företaget. Det kan inte ändras.',
  referenceWrong: 'Bokstäver utan accenter, siffror och . _ : / -',
  referenceTaken: 'Det finns redan ett företag med den referensen.',
  who: 'Den som öppnar kontot',
  where: 'Företag',
  yours: 'För er egen personal',
  managerEmail: 'E-post till företagets kontaktperson hos er',
  firstNote: 'Några ord i inbjudan',
  firstNoteHint: 'Företaget läser detta.',
  emailHint: 'Hit går inbjudan.',
  send: 'Skicka inbjudan',
};
