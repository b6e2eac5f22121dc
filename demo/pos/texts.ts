import { pageTexts } from '../page/texts.ts';

/** The till's own words. English is the schema of the other languages. */
const en = {
  title: 'Till',
  amount: 'Amount',
  mandate: 'With a Betalingsservice agreement',
  show: 'Turn to the customer',
  remove: 'Remove the last digit',
  phoneHint: 'The customer’s phone is the pretend bank app.',
  openPhone: 'Open the phone',
  language: 'Language',
  colours: 'Colours',
  auto: 'Automatic',
  light: 'Light',
  dark: 'Dark',
  notOpened: 'The payment could not be opened. Please try again.',
  tooLarge: 'At most {most}.',
};

type Texts = typeof en;

const da: Texts = {
  title: 'Kasse',
  amount: 'Beløb',
  mandate: 'Med Betalingsservice-aftale',
  show: 'Vend mod kunden',
  remove: 'Slet det sidste ciffer',
  phoneHint: 'Kundens telefon er den foregivne bankapp.',
  openPhone: 'Åbn telefonen',
  language: 'Sprog',
  colours: 'Farver',
  auto: 'Automatisk',
  light: 'Lys',
  dark: 'Mørk',
  notOpened: 'Betalingen kunne ikke åbnes. Prøv igen.',
  tooLarge: 'Højst {most}.',
};

const sv: Texts = {
  title: 'Kassa',
  amount: 'Belopp',
  mandate: 'Med Betalingsservice-avtal',
  show: 'Vänd mot kunden',
  remove: 'Ta bort sista siffran',
  phoneHint: 'Kundens telefon är låtsasbankappen.',
  openPhone: 'Öppna telefonen',
  language: 'Språk',
  colours: 'Färger',
  auto: 'Automatiskt',
  light: 'Ljust',
  dark: 'Mörkt',
  notOpened: 'Betalningen kunde inte öppnas. Försök igen.',
  tooLarge: 'Högst {most}.',
};

const nb: Texts = {
  title: 'Kasse',
  amount: 'Beløp',
  mandate: 'Med Betalingsservice-avtale',
  show: 'Snu mot kunden',
  remove: 'Fjern siste siffer',
  phoneHint: 'Kundens telefon er liksombankappen.',
  openPhone: 'Åpne telefonen',
  language: 'Språk',
  colours: 'Farger',
  auto: 'Automatisk',
  light: 'Lys',
  dark: 'Mørk',
  notOpened: 'Betalingen kunne ikke åpnes. Prøv igjen.',
  tooLarge: 'Høyst {most}.',
};

const fi: Texts = {
  title: 'Kassa',
  amount: 'Summa',
  mandate: 'Betalingsservice-sopimuksella',
  show: 'Käännä asiakkaalle',
  remove: 'Poista viimeinen numero',
  phoneHint: 'Asiakkaan puhelin on leikkipankkisovellus.',
  openPhone: 'Avaa puhelin',
  language: 'Kieli',
  colours: 'Värit',
  auto: 'Automaattinen',
  light: 'Vaalea',
  dark: 'Tumma',
  notOpened: 'Maksua ei voitu avata. Yritä uudelleen.',
  tooLarge: 'Enintään {most}.',
};

export const { text, drawPage } = pageTexts({ en, da, sv, nb, fi });
