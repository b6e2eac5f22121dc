import type { Clock } from '../given.ts';
import type { Book } from './book.ts';
import { invalid, type Parameters } from './parameters.ts';
import type { Consent } from './records.ts';
import type { Fault } from './wire.ts';

/** Bank days from sending until the bank's answer. Of `add`, the first is over when Bankgirot has taken it. */
const answerTimes = { add: 2, modify: 1, delete: 1, emedgivande: 1 } as const;

/** An account with which this bank never answers. */
const isSilent = (accountnumber: string): boolean => accountnumber.endsWith('0000');

type What = keyof typeof answerTimes;

export const send = (consent: Consent, what: What): Consent => ({
  ...consent,
  bgcaction: what === 'emedgivande' ? 'none' : what,
  underWay: { what, days: isSilent(consent.accountnumber) ? null : answerTimes[what] },
});

/** Whether the register may ask the bank for this now; staff do, and so does a modification. */
export const canSend = ({ active, bgcaction, accountnumber, underWay }: Consent, what: What): boolean => {
  if (bgcaction !== 'none') return false;
  return what === 'add' ? !active && accountnumber !== '' && underWay === null : active;
};

/** One bank day goes by. */
export const passDay = (consent: Consent): Consent => {
  const { underWay } = consent;
  if (underWay === null) return consent;
  // Bankgirot has it: nothing more is to be done, though nothing is known yet
  const taken = underWay.what === 'add' ? { bgcaction: 'none' as const } : {};
  if (underWay.days === null) return { ...consent, ...taken };
  if (underWay.days > 1) return { ...consent, ...taken, underWay: { ...underWay, days: underWay.days - 1 } };
  return { ...consent, bgcaction: 'none', active: underWay.what !== 'delete', underWay: null };
};

const incomplete: Fault = {
  status: 400,
  code: 1300,
  message: 'The person lacks information that is required for an EFT consent',
  debuginfo: 'field=personid',
};

const notModifiable: Fault = {
  status: 400,
  code: 1301,
  message: 'The EFT consent can not be modified',
  debuginfo: 'field=bgcaction',
};

export interface Company {
  readonly id: string;
  readonly name: string;
}

/** The register itself: what each of the three calls does. */
export const createRegister = (book: Book, clock: Clock, companies: readonly Company[]) => {
  const today = (): string =>
    new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', dateStyle: 'short' }).format(
      clock.now(),
    );

  const nextId = (): string =>
    String(1 + book.all('consent').reduce((most, { id }) => Math.max(most, Number(id)), 0));

  const list = ({ id, personid = '', companyid }: Parameters): readonly Consent[] | Fault => {
    if (book.get('person', personid) === undefined) return invalid('personid');
    return book
      .all('consent')
      .filter((consent) => consent.personid === personid)
      .filter((consent) => companyid === undefined || consent.companyid === companyid)
      .filter((consent) => id === undefined || consent.id === id);
  };

  /** The same call again is one more consent: this interface has nothing by which to know a second send. */
  const create = (asked: Parameters): readonly Consent[] | Fault => {
    const { personid = '', companyid, clearingnumber = '', accountnumber = '', bgcaction = 'none' } = asked;
    const person = book.get('person', personid);
    if (person === undefined) return invalid('personid');
    const company = companies.find(({ id }) => id === companyid);
    if (company === undefined) return invalid('companyid');
    if (!person.complete) return incomplete;
    const waits = asked.waitingforemedgivande === 'true';
    const consent: Consent = {
      kind: 'consent',
      id: nextId(),
      payernumber: person.payernumber,
      personid,
      clearingnumber,
      accountnumber,
      created: today(),
      companyid: company.id,
      companyname: company.name,
      active: false,
      bgcaction: bgcaction === 'add' ? 'add' : 'none',
      emedgivande: waits ? 'waiting' : null,
      underWay: null,
    };
    const made = bgcaction === 'add' && !waits ? send(consent, 'add') : consent;
    book.put(made);
    return [made];
  };

  /** What the bank knows of must be told to the bank; what has not been sent yet is only written differently. */
  const modify = ({
    id = '',
    personid,
    clearingnumber = '',
    accountnumber = '',
  }: Parameters): readonly Consent[] | Fault => {
    const consent = book.get('consent', id);
    if (consent === undefined || consent.personid !== personid) return invalid('id');
    if (consent.bgcaction !== 'none') return notModifiable;
    const changed = { ...consent, clearingnumber, accountnumber };
    const isKnown = consent.active || consent.underWay !== null;
    const made = isKnown ? send(changed, 'modify') : changed;
    book.put(made);
    return [made];
  };

  return { GET: list, POST: create, PUT: modify };
};
