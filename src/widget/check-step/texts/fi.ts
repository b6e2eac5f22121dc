import type { Texts } from './en.ts';

export const texts: Texts = {
  checking: 'Hetkinen. Kysymme Betalingsserviceltä.',
  title: 'Sovellusta ei ole otettu käyttöön tälle numerolle',
  text: 'Hae Betalingsservice-sovellus App Storesta tai Google Playsta, kirjaudu MitID:llä ja yritä uudelleen. Mitään ei ole lähetetty.',
  again: 'Minulla on nyt sovellus',
  other: 'Käytä toista numeroa',
};
