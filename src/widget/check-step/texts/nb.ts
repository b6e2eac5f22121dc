import type { Texts } from './en.ts';

export const texts: Texts = {
  checking: 'Et øyeblikk. Vi spør Betalingsservice.',
  title: 'Appen er ikke satt opp for nummeret',
  text: 'Hent Betalingsservice-appen i App Store eller Google Play, logg inn med MitID, og prøv igjen. Ingenting er sendt.',
  again: 'Jeg har appen nå',
  other: 'Bruk et annet nummer',
};
