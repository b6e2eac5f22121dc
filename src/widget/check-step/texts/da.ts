import type { Texts } from './en.ts';

export const texts: Texts = {
  checking: 'Et øjeblik. Vi spørger Betalingsservice.',
  title: 'Appen er ikke sat op til nummeret',
  text: 'Hent Betalingsservice-appen i App Store eller Google Play, log ind med MitID, og prøv igen. Der er ikke sendt noget.',
  again: 'Jeg har appen nu',
  other: 'Brug et andet nummer',
};
