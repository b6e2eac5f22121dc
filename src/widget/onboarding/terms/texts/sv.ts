import type { Texts } from './en.ts';

export const texts: Texts = {
  intro: 'Vad det kostar och vad du går med på. Inget är bindande förrän du godkänner det här.',
  prices: 'Priser',
  free: 'Gratis',
  cardsFrom: 'Kort från {countries}',
  documents_: 'Dokument',
  version: 'Version {version}',
  acceptedAt: 'Godkänt {date}',
  promise: 'Jag har läst dokumenten och godkänner dem för mitt företag.',
  accept: 'Godkänn och fortsätt',
  tickFirst: 'Kryssa i rutan om du godkänner.',
  guaranteeText:
    'Detta är en personlig borgen. Den binder dig som person, inte bara företaget, och ges därför för sig.',
  guaranteePromise: 'Jag har läst ”{name}” och går i borgen personligen.',
  giveGuarantee: 'Gå i borgen',
  elsewhere: 'Började du på en annan enhet? Fortsätt här.',
};
