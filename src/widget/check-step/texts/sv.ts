import type { Texts } from './en.ts';

export const texts: Texts = {
  checking: 'Ett ögonblick. Vi frågar Betalingsservice.',
  title: 'Appen är inte inställd för numret',
  text: 'Hämta Betalingsservice-appen i App Store eller Google Play, logga in med MitID och försök igen. Inget har skickats.',
  again: 'Jag har appen nu',
  other: 'Använd ett annat nummer',
};
