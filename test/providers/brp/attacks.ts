/** Documents that are written to hurt whoever reads them. Each is to be refused, quickly and in little memory. */

const megabyte = 1024 * 1024;
const utf8 = new TextEncoder();
const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

const billionLaughs = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol0 "lol">
${lines(9, (n) => `<!ENTITY lol${n + 1} "${`&lol${n};`.repeat(10)}">`)}
]><autogiromedgivanden>&lol9;</autogiromedgivanden>`;

const quadratic = `<!DOCTYPE a [<!ENTITY x "${'x'.repeat(50_000)}">]><a>${'&x;'.repeat(50_000)}</a>`;

const external = (what: string): string =>
  `<!DOCTYPE a [<!ENTITY x SYSTEM "${what}">]><autogiromedgivanden><autogiromedgivande><companyname>&x;</companyname></autogiromedgivande></autogiromedgivanden>`;

const utf16 = (text: string): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(2 + text.length * 2);
  bytes.set([0xff, 0xfe]);
  for (const [index, character] of [...text].entries()) bytes[2 + index * 2] = character.charCodeAt(0);
  return bytes;
};

const latin1 = Uint8Array.from(
  '<autogiromedgivanden><autogiromedgivande><companyname>J\u00e4rn</companyname></autogiromedgivande></autogiromedgivanden>',
  (character) => character.charCodeAt(0),
);

const filled = (start: string, unit: string, end: string, size = megabyte): string =>
  start + unit.repeat(Math.floor((size - start.length - end.length) / unit.length)) + end;

export const attacks: Readonly<Record<string, () => Uint8Array<ArrayBuffer>>> = {
  'billion laughs': () => utf8.encode(billionLaughs),
  'quadratic blow-up': () => utf8.encode(quadratic),
  'external entity, a file': () => utf8.encode(external('file:///etc/passwd')),
  'external entity, an address': () => utf8.encode(external('http://169.254.169.254/')),
  'external document type': () =>
    utf8.encode('<!DOCTYPE a SYSTEM "http://127.0.0.1/a.dtd"><autogiromedgivanden/>'),
  'a document type that declares nothing': () => utf8.encode('<!DOCTYPE a><autogiromedgivanden/>'),
  'a document type of one megabyte': () => utf8.encode(filled('<!DOCTYPE a [', '<!ENTITY a "b">', ']><a/>')),
  'an entity that nobody declared': () => utf8.encode('<autogiromedgivanden>&nbsp;</autogiromedgivanden>'),
  'deep nesting': () => utf8.encode(filled('', '<a>', '')),
  'one megabyte of empty elements': () =>
    utf8.encode(filled('<autogiromedgivanden>', '<a/>', '</autogiromedgivanden>')),
  'one megabyte of attributes': () =>
    utf8.encode(`<a ${lines(80_000, (n) => `a${n}=""`)}`.slice(0, megabyte)),
  'one megabyte of references': () => utf8.encode(filled('<a>', '&#65;', '</b>')),
  'ten megabytes': () => utf8.encode(filled('<a>', 'x', '</a>', 10 * megabyte)),
  'UTF-16': () => utf16('<autogiromedgivanden/>'),
  'ISO 8859-1': () => latin1,
  'another encoding declared': () =>
    utf8.encode('<?xml version="1.0" encoding="ISO-8859-1"?><autogiromedgivanden/>'),
  'an end that does not fit': () => utf8.encode('<autogiromedgivanden></autogiromedgivande>'),
  'two roots': () => utf8.encode('<autogiromedgivanden/><autogiromedgivanden/>'),
  nothing: () => new Uint8Array(),
};
