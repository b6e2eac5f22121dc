import type { Texts } from './en.ts';

export const texts: Texts = {
  intro: 'Hva det koster, og hva du går med på. Ingenting er bindende før du godtar det her.',
  prices: 'Priser',
  free: 'Gratis',
  cardsFrom: 'Kort fra {countries}',
  documents_: 'Dokumenter',
  version: 'Versjon {version}',
  acceptedAt: 'Godtatt {date}',
  promise: 'Jeg har lest dokumentene og godtar dem for firmaet mitt.',
  accept: 'Godta og fortsett',
  tickFirst: 'Kryss av i ruten hvis du godtar.',
  guaranteeText:
    'Dette er en personlig garanti. Den binder deg som person, ikke bare firmaet, og gis derfor for seg.',
  guaranteePromise: 'Jeg har lest «{name}» og gir garantien personlig.',
  giveGuarantee: 'Gi garantien',
  elsewhere: 'Begynt på en annen enhet? Fortsett her.',
};
