import type * as z from 'zod';
import type { Given } from '../given.ts';
import type { Access } from './access.ts';
import { envelopeOf, taken, told } from './answers.ts';
import type { Ask } from './ask.ts';
import type { Call } from './line.ts';
import type { Partner } from './partner.ts';
import type { Profile } from './profile.ts';

/** What every operation of this room works with. */
export interface Room extends Pick<Given, 'clock' | 'log'> {
  readonly access: Access;
  readonly partner: Partner;
  readonly profile: Profile;
}

/** Asks, and reads the answer. Throws `ProviderError`, `OnboardingRefused` among them. */
export const ask = async <T>(
  { profile }: Room,
  by: Ask,
  call: Call,
  schema: z.ZodType<T>,
  signal: AbortSignal,
): Promise<T> => told(call, await by(call, signal), schema, profile);

/** Asks for something to be done. Its answer may be empty, and whatever it is, is not read. */
export const tell = async ({ profile }: Room, by: Ask, call: Call, signal: AbortSignal): Promise<void> =>
  taken(call, await by(call, signal), profile);

/** As `ask`; null for what is not there. A 404 that is not the provider's own says nothing of that. */
export const find = async <T>(
  { profile }: Room,
  by: Ask,
  call: Call,
  schema: z.ZodType<T>,
  signal: AbortSignal,
  isAbsent: (status: number) => boolean = (status) => status === 404,
): Promise<T | null> => {
  const answer = await by(call, signal);
  if (isAbsent(answer.status) && envelopeOf(answer) !== null) return null;
  return told(call, answer, schema, profile);
};
