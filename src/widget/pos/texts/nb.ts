import type { Texts } from './en.ts';

export const texts: Texts = {
  help: 'Trenger du hjelp? Spør i kassen.',
  network: 'Kassen trenger nettet og har det ikke akkurat nå. Ingenting går tapt.',
  clerk: 'Kasserer: hold nede',
  clerkAgain: 'Trykk igjen for kassererens meny',
  clerkMenu: 'Kassererens meny',
  clerkCancel: 'Avbryt denne betalingen',
  clerkStartAgain: 'Tøm og begynn på nytt',
  clerkClose: 'Tilbake',
  clearing: 'Skjermen tømmes om {time}.',
  more: 'Jeg trenger mer tid',
};
