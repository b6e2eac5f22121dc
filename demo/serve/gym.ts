import { hashSecret } from '../../src/backend/oauth/secret.ts';
import type { BrpOptions } from '../../src/sandbox/brp/brp.ts';

/** Järnet Träning, a gym whose members pay by autogiro. This client and its secret exist here only. */
export const gym = { id: 'demo-gym', secret: 'demo-gym-secret', merchant: 'jarnet' };

/** Its companies, as BRP numbers them. */
export const gymCompanies = [
  { id: '4', name: 'Järnet Träning AB' },
  { id: '7', name: 'Järnet Klättring AB' },
] as const;

/** Its members in BRP. Of Ebba's record something is missing. */
export const gymPersons = [
  { id: '17', name: 'Astrid Lind', payernumber: '199003072384', complete: true },
  { id: '18', name: 'Nils Berg', payernumber: '197012071234', complete: true },
  { id: '19', name: 'Ebba Holm', payernumber: '198511052381', complete: false },
] as const;

/** The key of level 3 that Handslag has here. */
export const brpKey = {
  apikey: 'demo-brp-key',
  user: 'handslag@jarnet.example',
  password: 'demo-brp-password',
};

/** BRP as it stands before anybody has done anything. */
export const brpAtFirst: BrpOptions = {
  key: brpKey,
  companies: gymCompanies,
  persons: gymPersons,
  consents: [
    {
      id: '23',
      payernumber: '197012071234',
      personid: '18',
      clearingnumber: '8327',
      accountnumber: '0042109870',
      created: '2024-08-15',
      companyid: '4',
      companyname: 'Järnet Träning AB',
      active: true,
      bgcaction: 'none',
      emedgivande: null,
      underWay: null,
    },
  ],
};

const swedish = `Medgivande till betalning via Autogiro. Undertecknad ("betalaren") medger att betalning får göras genom uttag från angivet konto på begäran av Järnet Träning ("betalningsmottagaren") för betalning på viss dag ("förfallodagen").

Betalaren samtycker till att uppgifterna i detta medgivande behandlas av betalningsmottagaren och av betalarens bank för att betalningarna ska kunna göras. Betalaren kan när som helst återkalla medgivandet genom att meddela betalningsmottagaren eller sin bank.

Påhittad text, för en demonstration.`;

const english = `Consent to payment by Autogiro. The undersigned ("the payer") agrees that payment may be made by withdrawal from the account stated, at the request of Järnet Träning ("the payee"), on a certain day ("the due date").

The payer agrees that what is stated in this consent is processed by the payee and by the payer's bank so that payments can be made. The payer may revoke the consent at any time by telling the payee or their bank.

An invented text, for a demonstration.`;

/** The gym as an operator would configure it. */
export const gymMerchant = {
  id: gym.merchant,
  name: 'Järnet Träning',
  contact: { phone: '08-123 456 78', email: 'hej@jarnet.example' },
  brp: {
    companies: gymCompanies.map(({ id }) => id),
    bgcaction: 'add',
    mandateText: {
      id: 'autogiro',
      version: '2026-1',
      texts: [
        { locale: 'sv', text: swedish },
        { locale: 'en', text: english },
      ],
    },
  },
};

export const gymClient = async (origins: readonly string[]) => ({
  id: gym.id,
  secretHashes: [await hashSecret(gym.secret)],
  merchant: gym.merchant,
  origins: [...origins],
});
