import * as z from 'zod';
import { checkCvr } from '../../identifiers/cvr.ts';
import { mask } from '../../identifiers/mask.ts';
import { checkNorwegianOrgnr } from '../../identifiers/norwegian-orgnr.ts';
import { checkSwedishOrgnr } from '../../identifiers/swedish-orgnr.ts';
import type { Verdict } from '../../identifiers/verdict.ts';
import { checkYTunnus } from '../../identifiers/y-tunnus.ts';
import type { OnboardingFacts, ShownPerson } from '../../protocol/onboarding.ts';
import { BankAccount, type Person } from '../../protocol/onboarding-facts.ts';
import type { OnboardingCountry } from '../../protocol/onboarding-words.ts';
import type { WriteFacts } from '../../protocol/onboarding-writes.ts';
import { Refusal } from '../edge/problem.ts';
import type { Vault } from '../vault.ts';

const Numbers = z.strictObject({ nationalNumber: z.string().optional(), birthDate: z.string().optional() });

/** What goes in and never comes out. People are known by their ids. */
const Secrets = z.strictObject({
  people: z.record(z.string(), Numbers),
  bankAccount: BankAccount.nullable(),
});
export type Secrets = z.infer<typeof Secrets>;

const none: Secrets = { people: {}, bankAccount: null };
const contextOf = (id: string): string => `onboardings/${id}`;
const nameOf = ({ firstName, lastName }: Pick<Person, 'firstName' | 'lastName'>): string =>
  `${firstName} ${lastName}`;

export const openSecrets = async (
  vault: Vault,
  id: string,
  { sealed }: { readonly sealed: string | null },
): Promise<Secrets> =>
  sealed === null ? none : Secrets.parse(JSON.parse(await vault.open(sealed, contextOf(id))));

export const sealSecrets = (vault: Vault, id: string, secrets: Secrets): Promise<string> =>
  vault.seal(JSON.stringify(secrets), contextOf(id));

/** What was written, with an id for each of the people. */
export type Identified = Omit<WriteFacts, 'people'> & {
  readonly people?: readonly (Person & { readonly id: string })[];
};

/** With an id for everybody: theirs, or of the one who has that name, or a new one. No two have the same. */
export const withIds = ({ people, ...written }: WriteFacts, known: readonly ShownPerson[]): Identified => {
  if (people === undefined) return written;
  const ids = new Set(people.map(({ id }) => id));
  const claimed = new Set<string>();
  const idOf = (person: Person): string => {
    const isFree = (one: ShownPerson) => !claimed.has(one.id);
    const found =
      known.find((one) => one.id === person.id && isFree(one)) ??
      known.find((one) => nameOf(one) === nameOf(person) && isFree(one) && !ids.has(one.id));
    const id = found?.id ?? crypto.randomUUID();
    claimed.add(id);
    return id;
  };
  return { ...written, people: people.map((person) => ({ ...person, id: idOf(person) })) };
};

/** The secrets with those that were written now. */
export const withWritten = (secrets: Secrets, { people, bankAccount }: Identified): Secrets => ({
  people:
    people === undefined
      ? secrets.people
      : Object.fromEntries(
          people.map(({ id, ...person }) => {
            const before = secrets.people[id] ?? {};
            const { nationalNumber = before.nationalNumber, birthDate = before.birthDate } = person;
            return [id, { nationalNumber, birthDate }];
          }),
        ),
  bankAccount: bankAccount ?? secrets.bankAccount,
});

/** The facts with those that were written now, without any of the secrets. */
export const withFacts = (
  facts: OnboardingFacts,
  { people, bankAccount, applicant, company, address, billing }: Identified,
): OnboardingFacts => ({
  applicant: applicant ?? facts.applicant,
  company: company ?? facts.company,
  address: address ?? facts.address,
  billing: billing ?? facts.billing,
  people:
    people?.map((person) => {
      const before = facts.people.find(({ id }) => id === person.id);
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

/** Once they are erased they have not been given: whatever needs them asks anew. */
export const withoutSecrets = (
  facts: OnboardingFacts,
  { bankAccount }: { readonly bankAccount: boolean },
): OnboardingFacts => ({
  ...facts,
  people: facts.people.map((one) => ({
    ...one,
    nationalNumber: { given: false },
    birthDate: { given: false },
  })),
  bankAccount: bankAccount ? null : facts.bankAccount,
});

/** Whose address it is does not depend on how it is written. */
export const isSameAddress = (one: string | undefined, other: string | undefined): boolean =>
  one?.toLowerCase() === other?.toLowerCase();

/** The people with their numbers, for a provider. */
export const peopleOf = ({ facts }: { readonly facts: OnboardingFacts }, secrets: Secrets): Person[] =>
  facts.people.map(({ id, nationalNumber: _, birthDate: __, ...person }) => {
    const { nationalNumber, birthDate } = secrets.people[id] ?? {};
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
