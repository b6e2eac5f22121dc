import { pageTexts } from '../page/texts.ts';

/** The bookkeeper's own words. English is the schema of the other languages. */
const en = {
  bank: 'Bank connection',
  lead: 'Let your bookkeeper fetch the bank’s transactions. You give the right at your bank, and can end it there.',
  staff: 'The bookkeeper’s view',
  customer: 'The customer’s view',
  clients: 'Clients',
  clientsLead: 'Companies that have let us use their bank connection.',
  bankDoor: 'Open the pretend OP API Admin',
  language: 'Language',
  colours: 'Colours',
  auto: 'Automatic',
  light: 'Light',
  dark: 'Dark',
  notOpened: 'This could not be opened. Please reload the page.',
};

type Texts = typeof en;

const da: Texts = {
  bank: 'Bankforbindelse',
  lead: 'Lad din bogholder hente bankens posteringer. Du giver retten i din bank og kan afslutte den dér.',
  staff: 'Bogholderens side',
  customer: 'Kundens side',
  clients: 'Kunder',
  clientsLead: 'Virksomheder, der har ladet os bruge deres bankforbindelse.',
  bankDoor: 'Åbn legetøjsudgaven af OP API Admin',
  language: 'Sprog',
  colours: 'Farver',
  auto: 'Automatisk',
  light: 'Lys',
  dark: 'Mørk',
  notOpened: 'Det kunne ikke åbnes. Genindlæs siden.',
};

const sv: Texts = {
  bank: 'Bankanslutning',
  lead: 'Låt din bokförare hämta bankens transaktioner. Du ger rättigheten i din bank och kan avsluta den där.',
  staff: 'Bokförarens sida',
  customer: 'Kundens sida',
  clients: 'Kunder',
  clientsLead: 'Företag som har låtit oss använda sin bankanslutning.',
  bankDoor: 'Öppna låtsasversionen av OP API Admin',
  language: 'Språk',
  colours: 'Färger',
  auto: 'Automatiskt',
  light: 'Ljust',
  dark: 'Mörkt',
  notOpened: 'Det kunde inte öppnas. Ladda om sidan.',
};

const nb: Texts = {
  bank: 'Bankforbindelse',
  lead: 'La regnskapsføreren hente bankens transaksjoner. Du gir rettigheten i banken din og kan avslutte den der.',
  staff: 'Regnskapsførerens side',
  customer: 'Kundens side',
  clients: 'Kunder',
  clientsLead: 'Bedrifter som har latt oss bruke bankforbindelsen sin.',
  bankDoor: 'Åpne liksomutgaven av OP API Admin',
  language: 'Språk',
  colours: 'Farger',
  auto: 'Automatisk',
  light: 'Lys',
  dark: 'Mørk',
  notOpened: 'Det kunne ikke åpnes. Last siden på nytt.',
};

const fi: Texts = {
  bank: 'Pankkiyhteys',
  lead: 'Anna kirjanpitäjän hakea pankin tapahtumat. Annat valtuutuksen pankissasi ja voit päättää sen siellä.',
  staff: 'Kirjanpitäjän näkymä',
  customer: 'Asiakkaan näkymä',
  clients: 'Asiakkaat',
  clientsLead: 'Yritykset, jotka ovat antaneet meidän käyttää pankkiyhteyttään.',
  bankDoor: 'Avaa leikki-OP API Admin',
  language: 'Kieli',
  colours: 'Värit',
  auto: 'Automaattinen',
  light: 'Vaalea',
  dark: 'Tumma',
  notOpened: 'Tätä ei voitu avata. Lataa sivu uudelleen.',
};

export const { text, drawPage } = pageTexts({ en, da, sv, nb, fi });
