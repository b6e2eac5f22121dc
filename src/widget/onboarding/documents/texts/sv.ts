import type { Texts } from './en.ts';

export const texts: Texts = {
  intro: 'Er logotyp visas för kunder. Kontoutdraget är bara för leverantören.',
  notYet: 'Detta öppnas när det finns ett konto.',
  logo: 'Logotyp',
  logoHint: 'PNG, JPEG eller SVG, upp till 2 MB.',
  account_statement: 'Kontoutdrag',
  account_statementHint: 'PDF, PNG eller JPEG, upp till 2 MB. Bara om ett betalsätt kräver det.',
  choose: 'Välj en fil',
  chooseOther: 'Välj en annan fil',
  uploading: '{percent} uppladdat',
  uploaded: '✓ Den är mottagen.',
  wrongType: 'Den sortens fil kan inte användas.',
  tooLarge: 'Filen är större än 2 MB.',
  preview: 'Förhandsvisning av {name}',
};
