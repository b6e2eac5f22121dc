import type { EftConsentProvider, EftConsentReading } from '../eft-consent.ts';
import type { Given } from '../given.ts';
import { consentsIn, KeyRefused, nonsense } from './answers.ts';
import type { Format } from './document.ts';
import { type Call, createLine } from './line.ts';
import { type Profile, profile as provisional } from './profile.ts';
import { toReading } from './reading.ts';

export interface BrpSettings {
  /** Of the customer's own API2, with its version and without a trailing slash: `https://…/brponline/api/ver2`. */
  readonly baseUrl: string;
  /** Of level 3 (system): it may act for every person. */
  readonly apiKey: string;
  /** With whom that key logs on (HTTP Basic). */
  readonly user: string;
  readonly password: string;
  /** Default XML. */
  readonly format?: Format;
  readonly profile?: Profile;
  /** True where it is a sandbox. */
  readonly test?: boolean;
  /** How long one call may take, its answer read to the end. Default 10 s. */
  readonly timeoutMs?: number;
}

/** BRP API2 (Sweden): the autogiro consents of a company's members. Parameters stand in the published order. */
export const createBrp = (given: Given, settings: BrpSettings): EftConsentProvider => {
  const { baseUrl, apiKey, user, password, format = 'xml', timeoutMs = 10_000 } = settings;
  const profile = settings.profile ?? provisional;
  const url = `${baseUrl}${profile.path}.${format}`;
  const line = createLine(given, { url, apiKey, user, password, timeoutMs });

  const ask = async (call: Call, signal: AbortSignal): Promise<readonly EftConsentReading[]> => {
    const answer = await line(call, signal);
    const all = understand(call, answer);
    const readings = all.map((fields) => toReading(fields, profile));
    const whole = readings.filter((reading) => reading !== null);
    if (whole.length < readings.length) throw nonsense(call, 'a consent that cannot be read', answer.status);
    if (whole.some(({ action }) => action === 'other')) given.log.warn('brp.unknown_action');
    return whole;
  };

  const understand = (call: Call, answer: Awaited<ReturnType<typeof line>>) => {
    try {
      return consentsIn(call, answer, format, profile);
    } catch (error) {
      // every call fails from now on, until somebody mends the configuration
      if (error instanceof KeyRefused) given.log.error('brp.key_refused', { call: call.name });
      throw error;
    }
  };

  const listOne = async (
    personid: string,
    companyid: string,
    signal: AbortSignal,
  ): Promise<readonly EftConsentReading[]> => {
    const call: Call = { name: 'list', method: 'GET', parameters: { personid, companyid } };
    const all = await ask(call, signal);
    const theirs = all.filter((one) => one.personId === personid && one.companyId === companyid);
    if (theirs.length < all.length) given.log.error('brp.others_consents', { call: call.name });
    return theirs;
  };

  return {
    name: 'brp',
    test: settings.test ?? false,

    async list({ personId, companyIds }, signal) {
      const failed = new AbortController();
      const either = AbortSignal.any([signal, failed.signal]);
      try {
        const lists = companyIds.map((companyId) => listOne(personId, companyId, either));
        return (await Promise.all(lists)).flat();
      } finally {
        // what is still under way when one has failed is of no use
        failed.abort();
      }
    },

    async read({ id, personId }, signal) {
      const call: Call = { name: 'read', method: 'GET', parameters: { id, personid: personId } };
      const all = await ask(call, signal);
      return all.find((one) => one.id === id && one.personId === personId) ?? null;
    },

    async create({ personId, companyId, account, action }, signal) {
      const call: Call = {
        name: 'create',
        method: 'POST',
        parameters: {
          personid: personId,
          companyid: companyId,
          clearingnumber: account?.clearing ?? null,
          accountnumber: account?.account ?? null,
          bgcaction: action,
          waitingforemedgivande: account === null ? 'true' : null,
        },
      };
      const made = (await ask(call, signal))
        .filter((one) => one.personId === personId && one.companyId === companyId)
        .sort(byId)
        .at(-1);
      if (made === undefined) throw nonsense(call, 'not with the new consent', 200);
      return made;
    },

    async modify({ id, personId }, { clearing, account }, signal) {
      const call: Call = {
        name: 'modify',
        method: 'PUT',
        parameters: { id, personid: personId, clearingnumber: clearing, accountnumber: account },
      };
      const all = await ask(call, signal);
      const modified = all.find((one) => one.id === id && one.personId === personId);
      if (modified === undefined) throw nonsense(call, 'not with that consent', 200);
      return modified;
    },
  };
};

/** "The same as the listing" may mean the whole list: the newest is what was made. */
const byId = (a: EftConsentReading, b: EftConsentReading): number => (BigInt(a.id) < BigInt(b.id) ? -1 : 1);
