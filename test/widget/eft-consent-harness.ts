import { inBrp, openAutogiro } from '../support/world.ts';
import { type ElementPage, openElementPage } from './element-page.ts';

/** A consent as the register of the pretend BRP has it; the part of it that tests look at. */
export interface Registered {
  readonly id: string;
  readonly personid: string;
  readonly companyid: string;
  readonly accountnumber: string | null;
  readonly active: boolean;
}

/** An account with a check digit that fits. */
export const account = { clearing: '6111', number: '123456789', bank: 'Handelsbanken' } as const;

let members = 1000;

/** A member of the gym of whom nothing is known yet: their number in BRP. */
export const newMember = async (complete = true): Promise<string> => {
  members += 1;
  const id = String(members);
  const payernumber = `19900307${String(members).padStart(4, '0')}`;
  await inBrp('PUT', `persons/${id}`, { name: 'Astrid Lind', payernumber, complete });
  return id;
};

export const registeredFor = async (member: string): Promise<readonly Registered[]> =>
  (await inBrp<readonly Registered[]>('GET', 'consents')).filter(({ personid }) => personid === member);

/** Lets the bank's days go by. */
export const passBankDays = (bankDays = 1): Promise<unknown> => inBrp('POST', 'clock', { bankDays });

/** A member's page. Resolves when it shows their consents. */
export const openMemberPage = async (
  member: string,
  surface: 'web' | 'agent' | 'pos' = 'web',
  language = 'en',
): Promise<ElementPage> => {
  const token = await openAutogiro(member, surface);
  const page = await openElementPage('handslag-eft-consent', token, language);
  await page.shows(() => page.find('company'));
  return page;
};

/** Opens the form, and types an account into it. */
export const typeAccount = async (page: ElementPage, number: string = account.number): Promise<void> => {
  await page.press('new');
  await page.type('clearing', account.clearing);
  await page.type('number', number);
};

/** Gives a consent with an account. Resolves when it is followed. */
export const give = async (page: ElementPage): Promise<void> => {
  await typeAccount(page);
  await page.press('submit');
  await page.shows(() => page.find('outcome'));
};

/** A reading of the register counts for two seconds on the backend's clock: nothing tells the page that they are over. */
export const untilReadingIsOld = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 2_100));
