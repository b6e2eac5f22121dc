import { type OptionId, type OptionStatus, optionIds } from '../../protocol/onboarding-words.ts';
import type { OptionReading } from '../onboarding-readings.ts';
import type { WireConnection } from './wire.ts';

/** What the provider says of payment options. Their keys are our ids. */

const statuses: Readonly<Record<string, OptionStatus>> = {
  pending: 'pending',
  enabled: 'enabled',
  failed: 'failed',
  declined: 'declined',
};

/** A word that we do not know: something is under way, and it is not usable. */
const readStatus = (word: string): OptionStatus =>
  Object.hasOwn(statuses, word) ? (statuses[word] ?? 'pending') : 'pending';

/** Where the merchant goes on: the newest signature that is asked for, or else the page of the sign-up itself. */
const readLink = ({ events, signup, signups }: WireConnection): OptionReading['link'] => {
  const signature = events?.findLast(({ metadata }) => metadata?.signature_link != null);
  if (signature?.metadata?.signature_link != null) {
    return { url: signature.metadata.signature_link, expiresAt: null };
  }
  const page = signup?.url == null ? signups?.findLast(({ url }) => url != null) : signup;
  return page?.url == null ? null : { url: page.url, expiresAt: page.expires_at ?? null };
};

/** One that was never signed up for has no status. */
export const readConnection = (id: OptionId, wire: WireConnection | null | undefined): OptionReading => {
  if (wire?.status == null) return { id, status: 'none', link: null };
  const status = readStatus(wire.status);
  return { id, status, link: status === 'pending' ? readLink(wire) : null };
};

export const readConnections = (
  all: Readonly<Record<string, WireConnection | null | undefined>>,
): readonly OptionReading[] =>
  optionIds
    .map((id) => readConnection(id, Object.hasOwn(all, id) ? all[id] : null))
    .filter(({ status }) => status !== 'none');
