import type { Texts } from './en.ts';

export const texts: Texts = {
  help: 'Behöver du hjälp? Fråga i kassan.',
  network: 'Kassan behöver nätet och har det inte just nu. Inget går förlorat.',
  clerk: 'Kassör: håll ned',
  clerkAgain: 'Tryck igen för kassörens meny',
  clerkMenu: 'Kassörens meny',
  clerkCancel: 'Avbryt den här betalningen',
  clerkStartAgain: 'Rensa och börja om',
  clerkClose: 'Tillbaka',
  clearing: 'Skärmen rensas om {time}.',
  more: 'Jag behöver mer tid',
};
