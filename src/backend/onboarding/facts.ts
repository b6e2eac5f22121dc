import * as z from 'zod';
import { checkCvr } from '../../identifiers/cvr.ts';
import { mask } from '../../identifiers/mask.ts';
import { checkNorwegianOrgnr } from '../../identifiers/norwegian-orgnr.ts';
import { checkSwedishOrgnr } from '../../identifiers/swedish-orgnr.ts';
import type { Verdict } from '../../identifiers/verdict.ts';
import { checkYTunnus } from '../../identifiers/y-tunnus.ts';
import { BankAccount, type Person } from '../../protocol/onboarding-facts.ts';
import type { OnboardingCountry } from '../../protocol/onboarding-words.ts';
import type { WriteFacts } from '../../protocol/onboarding-writes.ts';
import { Refusal } from '../edge/problem.ts';
import type { Vault } from '../vault.ts';
import type { OnboardingRow } from './record.ts';

const Numbers = z.strictObject({ nationalNumber: z.string().optional(), birthDate: z.string().optional() });

/** What goes in and never comes out. People are known by their names. */
const Secrets = z.strictObject({
  people: z.record(z.string(), Numbers),
  bankAccount: BankAccount.nullable(),
});
export type Secrets = z.infer<typeof Secrets>;

const none: Secrets = { people: {}, bankAccount: null };
const contextOf = (id: string): string => `onboardings/${id}`;
const nameOf = ({ firstName, lastName }: Pick<Person, 'firstName' | 'lastName'>): string =>
  `${firstName} ${lastName}`;

export const openSecrets = async (vault: Vault, id: string, { sealed }: OnboardingRow): Promise<Secrets> =>
  sealed === null ? none : Secrets.parse(JSON.parse(await vault.open(sealed, contextOf(id))));

export const sealSecrets = (vault: Vault, id: string, secrets: Secrets): Promise<string> =>
  vault.seal(JSON.stringify(secrets), contextOf(id));

/** The secrets with those that were written now. */
export const withWritten = (secrets: Secrets, { people, bankAccount }: WriteFacts): Secrets => ({
  people:
    people === undefined
      ? secrets.people
      : Object.fromEntries(
          people.map((person) => {
            const before = secrets.people[nameOf(person)] ?? {};
            const { nationalNumber = before.nationalNumber, birthDate = before.birthDate } = person;
            return [nameOf(person), { nationalNumber, birthDate }];
          }),
        ),
  bankAccount: bankAccount ?? secrets.bankAccount,
});

/** The facts with those that were written now, without any of the secrets. */
export const withFacts = (
  facts: OnboardingRow['facts'],
  { people, bankAccount, applicant, company, address, billing }: WriteFacts,
): OnboardingRow['facts'] => ({
  applicant: applicant ?? facts.applicant,
  company: company ?? facts.company,
  address: address ?? facts.address,
  billing: billing ?? facts.billing,
  people:
    people?.map((person) => {
      const before = facts.people.find((one) => nameOf(one) === nameOf(person));
      return {
        ...person,
        nationalNumber: {
          given: person.nationalNumber !== undefined || before?.nationalNumber.given === true,
        },
        birthDate: { given: person.birthDate !== undefined || before?.birthDate.given === true },
      };
    }) ?? facts.people,
  bankAccount:
    bankAccount === undefined
      ? facts.bankAccount
      : {
          masked: mask(bankAccount.number),
          country: bankAccount.country,
          currency: bankAccount.currency,
          payoutCurrency: bankAccount.payoutCurrency,
        },
});

/** The people with their numbers, for a provider. */
export const peopleOf = ({ facts }: OnboardingRow, secrets: Secrets): Person[] =>
  facts.people.map(({ nationalNumber: _, birthDate: __, ...person }) => {
    const { nationalNumber, birthDate } = secrets.people[nameOf(person)] ?? {};
    return {
      ...person,
      ...(nationalNumber === undefined ? {} : { nationalNumber }),
      ...(birthDate === undefined ? {} : { birthDate }),
    };
  });

const checkCompanyNumber = (country: OnboardingCountry, typed: string, now: number): Verdict => {
  switch (country) {
    case 'NO':
      return checkNorwegianOrgnr(typed.replace(/ ?MVA$/i, ''));
    case 'SE':
      return checkSwedishOrgnr(typed, new Date(now).getUTCFullYear());
    case 'DK':
      return checkCvr(typed);
    case 'FI':
      return checkYTunnus(typed);
  }
};

/** What was written in its normal form. Throws `Refusal` `body_invalid` for a company number that cannot be right. */
export const checkFacts = <W extends Pick<WriteFacts, 'company'>>(
  written: W,
  country: OnboardingCountry,
  now: number,
): W => {
  const { company } = written;
  if (company === undefined) return written;
  const verdict = checkCompanyNumber(country, company.organizationNumber, now);
  if (!verdict.ok) {
    throw new Refusal('body_invalid', {
      errors: [{ pointer: '/company/organizationNumber', code: 'format' }],
    });
  }
  return { ...written, company: { ...company, organizationNumber: verdict.value } };
};
