import { pageTexts } from '../page/texts.ts';

/** The workplace's own words. English is the schema of the other languages. */
const en = {
  callCentre: 'Call centre',
  agent: 'You are',
  language: 'Language',
  colours: 'Colours',
  auto: 'Automatic',
  light: 'Light',
  dark: 'Dark',
  onTheLine: 'On the line',
  customer: 'Customer {number}',
  about: 'Calls about',
  owes: 'To pay',
  wantsMandate: 'Wants Betalingsservice for later bills',
  says: 'Says',
  phoneHint: 'Their phone is the pretend bank app. Open it in a second window and answer there.',
  openPhone: 'Open the phone',
  notOpened: 'The desk could not be opened. Please reload the page.',
};

type Texts = typeof en;

const da: Texts = {
  callCentre: 'Kundeservice',
  agent: 'Du er',
  language: 'Sprog',
  colours: 'Farver',
  auto: 'Automatisk',
  light: 'Lys',
  dark: 'Mørk',
  onTheLine: 'I telefonen',
  customer: 'Kunde {number}',
  about: 'Ringer om',
  owes: 'At betale',
  wantsMandate: 'Vil have Betalingsservice til de næste regninger',
  says: 'Siger',
  phoneHint: 'Deres telefon er en legetøjsbankapp. Åbn den i et andet vindue, og svar dér.',
  openPhone: 'Åbn telefonen',
  notOpened: 'Skrivebordet kunne ikke åbnes. Genindlæs siden.',
};

const sv: Texts = {
  callCentre: 'Kundtjänst',
  agent: 'Du är',
  language: 'Språk',
  colours: 'Färger',
  auto: 'Automatiskt',
  light: 'Ljust',
  dark: 'Mörkt',
  onTheLine: 'I telefon',
  customer: 'Kund {number}',
  about: 'Ringer om',
  owes: 'Att betala',
  wantsMandate: 'Vill ha Betalingsservice för kommande räkningar',
  says: 'Säger',
  phoneHint: 'Deras telefon är en låtsasbankapp. Öppna den i ett annat fönster och svara där.',
  openPhone: 'Öppna telefonen',
  notOpened: 'Arbetsbordet kunde inte öppnas. Ladda om sidan.',
};

const nb: Texts = {
  callCentre: 'Kundeservice',
  agent: 'Du er',
  language: 'Språk',
  colours: 'Farger',
  auto: 'Automatisk',
  light: 'Lys',
  dark: 'Mørk',
  onTheLine: 'På tråden',
  customer: 'Kunde {number}',
  about: 'Ringer om',
  owes: 'Å betale',
  wantsMandate: 'Vil ha Betalingsservice for kommende regninger',
  says: 'Sier',
  phoneHint: 'Telefonen deres er en liksombankapp. Åpne den i et annet vindu og svar der.',
  openPhone: 'Åpne telefonen',
  notOpened: 'Arbeidsbordet kunne ikke åpnes. Last siden på nytt.',
};

const fi: Texts = {
  callCentre: 'Asiakaspalvelu',
  agent: 'Olet',
  language: 'Kieli',
  colours: 'Värit',
  auto: 'Automaattinen',
  light: 'Vaalea',
  dark: 'Tumma',
  onTheLine: 'Linjalla',
  customer: 'Asiakas {number}',
  about: 'Asia',
  owes: 'Maksettavaa',
  wantsMandate: 'Haluaa maksaa tulevat laskut Betalingsservicellä',
  says: 'Sanoo',
  phoneHint: 'Soittajan puhelin on leikkipankkisovellus. Avaa se toiseen ikkunaan ja vastaa siellä.',
  openPhone: 'Avaa puhelin',
  notOpened: 'Työpöytää ei voitu avata. Lataa sivu uudelleen.',
};

export const { text, drawPage } = pageTexts({ en, da, sv, nb, fi });
