import type { ConsentRow, FollowUp, Order, PersonRow } from './record.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** A send that was cut off may still arrive: so long nobody can say that it did not. */
const lateArrival = minute;

/** The most times that one order is sent, each but the first after the provider was seen not to have it. */
const mostSends = 3;

/** An order that could not be sent for so long is not what the person expects any more; its account is then erased. */
const sendable = day;

/** A consent that has not become active for so long is followed no more: banks need days, and companies a few weeks. */
const followed = 60 * day;

/** What to do with an order that the provider does not have. `wait`: it may still arrive. */
export type Work = 'send' | 'wait' | 'give_up';

export const workOn = ({ since, sentAt, sends }: Order, now: number): Work => {
  if (sentAt !== null && now < sentAt + lateArrival) return 'wait';
  return sends < mostSends && now < since + sendable ? 'send' : 'give_up';
};

/** Something more is expected of it. */
export const isOpen = ({ order, isAwaited }: ConsentRow): boolean => order !== null || isAwaited;

/** It came to nothing, or is not there any more. */
export const isOver = ({ order, isAwaited, heard }: ConsentRow): boolean =>
  order === null && !isAwaited && heard === null;

/** Followed for long enough. */
export const isOverdue = ({ order, askedAt }: ConsentRow, now: number): boolean =>
  order === null && now >= (askedAt ?? 0) + followed;

/** Milliseconds until the person's consents are looked at again; null: nothing more is expected. */
export const restAfter = (
  { consents }: PersonRow,
  { rest }: Pick<FollowUp, 'rest'>,
  isWatched: boolean,
  now: number,
): number | null => {
  const open = consents.filter(isOpen);
  if (open.length === 0) return null;
  if (open.some(({ order }) => order !== null)) return Math.min(10 * minute, Math.max(2 * second, rest * 2));
  if (isWatched) return Math.min(30 * second, Math.max(3 * second, rest * 1.5));
  const isNew = open.some(({ askedAt }) => now < (askedAt ?? 0) + day);
  return Math.min(isNew ? hour : 6 * hour, Math.max(5 * second, rest * 2));
};
