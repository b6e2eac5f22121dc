import type { CreateEftConsent, EftConsent } from '../../protocol/eft-consent.ts';
import type { Caller } from '../caller.ts';
import { keepText } from '../collection/evidence.ts';
import { createOnce, type FirstAnswer } from '../collection/idempotency.ts';
import { newConsentId } from '../collection/random.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../edge/problem.ts';
import type { Write } from '../store/store.ts';
import { sealAccount } from './accounts.ts';
import type { Change } from './change.ts';
import { evidenceOf, newConsent, tellOrdered } from './new-consent.ts';
import { isVisible, may, type Opened } from './open.ts';
import { isOver } from './pace.ts';
import type { ConsentRow, PersonRow } from './record.ts';
import { snapshotOf } from './show.ts';
import { readAccount, refuse, shownTerms, termsOf } from './terms.ts';

/** New consents to one company that a session may ask for in a day: enough for slips of the pen, too few to try accounts. */
export const consentsPerSession = 10;

/** Milliseconds for which one is kept that came to nothing. */
const kept = 24 * 3_600_000;

/**
 * While it stands like this, a session that sees it takes no other for its company: asking twice is asking once, at home
 * and on the phone. One whose end is under way makes room, active though it still is.
 */
const holdsPlace = ({ order, heard, isAwaited }: ConsentRow): boolean =>
  order !== null || (heard?.action !== 'delete' && (isAwaited || heard?.active === true));

/** While nobody knows what came of one, no session of the person makes another for its company. */
const isOnItsWay = ({ order }: ConsentRow): boolean => order?.kind === 'create';

export type Create = (
  caller: Caller,
  opened: Opened,
  key: string | undefined,
  body: CreateEftConsent,
) => Promise<FirstAnswer<EftConsent>>;

/** Orders a consent: stored when it resolves, and not sent. The one that the session has for the company comes again. */
export const createCreate = (
  deps: Pick<Deps, 'store' | 'vault' | 'clock' | 'log'>,
  change: Change,
): Create => {
  const { store, vault, clock, log } = deps;
  const once = createOnce<EftConsent>(deps);

  const consentFor = async (caller: Caller, opened: Opened, body: CreateEftConsent) => {
    if (!may(opened, 'create')) throw new Refusal('token_insufficient');
    const terms = termsOf(caller.merchant);
    const company =
      opened.companies.find(({ key }) => key === body.company) ?? refuse('/company', 'not_allowed');
    const isOffered = body.way === 'account' ? terms.offers.account : terms.offers.eConsent;
    if (!isOffered) refuse('/way', 'not_allowed');
    const shown = await shownTerms(terms, body.mandateText);
    const account = body.way === 'account' ? readAccount(body) : null;
    const id = newConsentId();
    const now = clock.now();
    const { reference } = opened.detail;
    const wanted = {
      id,
      company,
      reference,
      way: body.way,
      // What the payer gives in their bank, the bank sends: there is nothing for the company to send.
      action: body.way === 'account' ? terms.bgcaction : 'none',
      account: account === null ? null : await sealAccount(vault, account, id),
      evidence: evidenceOf('create', caller, opened, shown, now),
    };
    return { row: newConsent(wanted, now), shown };
  };

  const add = async (
    caller: Caller,
    opened: Opened,
    body: CreateEftConsent,
    remember: (answer: FirstAnswer<EftConsent>) => Write,
  ): Promise<FirstAnswer<EftConsent>> => {
    const { row, shown } = await consentFor(caller, opened, body);
    const show = (one: ConsentRow) => snapshotOf(one, may(opened, 'modify'), clock.now());
    const fresh: FirstAnswer<EftConsent> = { status: 201, body: show(row) };
    let answer = fresh;

    const step = (person: PersonRow, now: number): PersonRow => {
      const made = person.consents.filter((one) => one.way !== null && one.companyId === row.companyId);
      const ours = made.filter(({ reference }) => reference === row.reference);
      const seen = made.filter((one) => isVisible(opened, one));
      const standing = ours.find(holdsPlace) ?? seen.find(holdsPlace) ?? made.find(isOnItsWay);
      // It is there for another session to see.
      if (standing !== undefined && !isVisible(opened, standing)) {
        throw new Refusal('request_in_progress', { retryAfter: 10 });
      }
      answer = standing === undefined ? fresh : { status: 200, body: show(standing) };
      if (standing !== undefined) return person;
      const tries = ours.filter(({ changedAt }) => now < changedAt + kept);
      if (tries.length >= consentsPerSession) throw new Refusal('requests_used_up');
      const left = person.consents.filter((one) => !isOver(one) || now < one.changedAt + kept);
      return { ...person, consents: [...left, row] };
    };
    await change(opened.whose, step, {
      wake: true,
      writes: async () => [...(await keepText(store, shown.sha256, shown.text)), remember(answer)],
    });
    if (answer === fresh) tellOrdered(log, 'create', caller, opened, row.id);
    return answer;
  };

  return (caller, opened, key, body) =>
    once({ scope: `session ${opened.session} eft`, key, body }, (remember) =>
      add(caller, opened, body, remember),
    );
};
