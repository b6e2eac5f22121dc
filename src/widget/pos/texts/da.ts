import type { Texts } from './en.ts';

export const texts: Texts = {
  help: 'Brug for hjælp? Spørg ekspedienten.',
  network: 'Kassen skal bruge nettet og har det ikke lige nu. Intet går tabt.',
  clerk: 'Ekspedient: hold nede',
  clerkAgain: 'Tryk igen for ekspedientens menu',
  clerkMenu: 'Ekspedientens menu',
  clerkCancel: 'Annullér denne betaling',
  clerkStartAgain: 'Ryd og begynd forfra',
  clerkClose: 'Tilbage',
  clearing: 'Skærmen ryddes om {time}.',
  more: 'Jeg har brug for mere tid',
};
