import { type Desk, makeCode } from './call.ts';
import type { Account, Mail } from './records.ts';

/** Milliseconds for which a code holds. */
const patience = 10 * 60_000;

/**
 * What an address says about its owner, in the part after a plus: `anna+mfa@shop.example` has a second factor, and codes
 * for `anna+late@shop.example` are over when they arrive.
 */
const says = (email: string, word: 'mfa' | 'late'): boolean => new RegExp(`\\+[^@]*${word}`, 'i').test(email);

export const hasSecondFactor = (email: string): boolean => says(email, 'mfa');

export const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** A code for somebody, and until when it holds. */
export const codeFor = ({ clock }: Pick<Desk, 'clock'>, email: string) => ({
  code: makeCode(),
  until: says(email, 'late') ? clock.now() - 1 : clock.now() + patience,
});

/** The accounts of a person: those that they signed up. */
export const accountsOf = (
  { book }: Pick<Desk, 'book'>,
  partner: string,
  email: string,
): readonly Account[] =>
  book.all('account').filter((one) => one.partner === partner && isSame(one.applicant.email, email));

/** Into the pretend inbox. */
export const send = (
  { book, clock }: Pick<Desk, 'book' | 'clock'>,
  mail: Pick<Mail, 'to' | 'subject'> & Partial<Pick<Mail, 'channel' | 'code' | 'link'>>,
): void => {
  const { channel = 'email', code = null, link = null, to, subject } = mail;
  book.put({ kind: 'mail', id: crypto.randomUUID(), at: clock.now(), to, subject, channel, code, link });
};
