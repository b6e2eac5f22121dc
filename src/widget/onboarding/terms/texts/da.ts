import type { Texts } from './en.ts';

export const texts: Texts = {
  intro: 'Hvad det koster, og hvad du går med til. Intet er bindende, før du accepterer det her.',
  prices: 'Priser',
  free: 'Gratis',
  cardsFrom: 'Kort fra {countries}',
  documents_: 'Dokumenter',
  version: 'Version {version}',
  acceptedAt: 'Accepteret {date}',
  promise: 'Jeg har læst dokumenterne og accepterer dem for mit firma.',
  accept: 'Acceptér og fortsæt',
  tickFirst: 'Sæt kryds i feltet, hvis du accepterer.',
  guaranteeText:
    'Det her er en personlig kaution. Den binder dig som person, ikke kun firmaet, og gives derfor for sig.',
  guaranteePromise: 'Jeg har læst “{name}” og giver kautionen personligt.',
  giveGuarantee: 'Giv kautionen',
  elsewhere: 'Begyndt på en anden enhed? Fortsæt her.',
};
