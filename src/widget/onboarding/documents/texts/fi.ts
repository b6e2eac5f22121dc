import type { Texts } from './en.ts';

export const texts: Texts = {
  intro: 'Logonne näytetään asiakkaille. Tiliote on vain palveluntarjoajalle.',
  notYet: 'Tämä avautuu, kun tili on olemassa.',
  logo: 'Logo',
  logoHint: 'PNG, JPEG tai SVG, enintään 2 Mt.',
  account_statement: 'Tiliote',
  account_statementHint: 'PDF, PNG tai JPEG, enintään 2 Mt. Vain jos jokin maksutapa edellyttää sitä.',
  choose: 'Valitse tiedosto',
  chooseOther: 'Valitse toinen tiedosto',
  uploading: '{percent} lähetetty',
  uploaded: '✓ Vastaanotettu.',
  wrongType: 'Tällaista tiedostoa ei voi käyttää.',
  tooLarge: 'Tiedosto on suurempi kuin 2 Mt.',
  preview: 'Esikatselu: {name}',
};
