import type { Texts } from './en.ts';

export const texts: Texts = {
  intro: 'Mitä tämä maksaa ja mihin sitoudut. Mikään ei sido ennen kuin hyväksyt sen tässä.',
  prices: 'Hinnat',
  free: 'Maksuton',
  cardsFrom: 'Kortit: {countries}',
  documents_: 'Asiakirjat',
  version: 'Versio {version}',
  acceptedAt: 'Hyväksytty {date}',
  promise: 'Olen lukenut asiakirjat ja hyväksyn ne yritykseni puolesta.',
  accept: 'Hyväksy ja jatka',
  tickFirst: 'Merkitse ruutu, jos hyväksyt.',
  guaranteeText:
    'Tämä on henkilökohtainen takaus. Se sitoo sinua henkilönä, ei vain yritystä, ja siksi se annetaan erikseen.',
  guaranteePromise: 'Olen lukenut asiakirjan ”{name}” ja annan takauksen henkilökohtaisesti.',
  giveGuarantee: 'Anna takaus',
  elsewhere: 'Aloititko toisella laitteella? Jatka tässä.',
};
