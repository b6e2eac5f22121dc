import type * as z from 'zod';
import type { Clock } from '../given.ts';
import type { Book } from './book.ts';
import { badRequest, refuse } from './envelope.ts';
import type { Hooks } from './hooks.ts';
import type { Claims } from './jwt.ts';
import type { Params } from './operations.ts';

/** A call whose right to be made has been looked at. */
export interface Call {
  readonly params: Params;
  readonly query: URLSearchParams;
  /** The body; undefined where there is none, or none that is JSON. */
  readonly json: unknown;
  /** Null for client credentials only. */
  readonly token: Claims | null;
  readonly authorization: string | null;
}

export type Handle = (call: Call) => Response | Promise<Response>;

/** What every operation works with. */
export interface Desk {
  readonly book: Book;
  readonly clock: Clock;
  readonly hooks: Hooks;
  /** Milliseconds that a thing takes which happens by itself. */
  readonly pace: number;
  /** Where pages for people are, without a trailing slash. */
  readonly pages: Pages;
  /** Of the provider's API itself, as its clients call it. */
  readonly baseUrl: string;
  /** Something will happen by itself: look again when. */
  wake(): void;
}

export interface Pages {
  readonly signing: string;
  readonly gateway: string;
  readonly onboarding: string;
}

/** The body, if it keeps the rules; else its refusal. */
export const take = <T>(schema: z.ZodType<T>, json: unknown): { readonly body: T } | Response => {
  const parsed = schema.safeParse(json);
  return parsed.success ? { body: parsed.data } : badRequest(parsed.error);
};

/** One page of a list (`limit`, `starting_after`: the id of the last one seen). Null: the query is not right. */
export const pageOf = <T extends { readonly id: string }>(
  all: readonly T[],
  query: URLSearchParams,
): readonly T[] | null => {
  const limit = query.get('limit') ?? '10';
  if (!/^\d{1,3}$/.test(limit) || Number(limit) < 1 || Number(limit) > 100) return null;
  const after = query.get('starting_after');
  const from = after === null ? 0 : all.findIndex(({ id }) => id === after) + 1;
  if (after !== null && from === 0) return null;
  return all.slice(from, from + Number(limit));
};

export const badQuery = (field: string): Response =>
  refuse(400, 'invalid_field', 'Bad / invalid request', { errors: [{ field }] });

/** Six figures, as people type them. */
export const makeCode = (): string => {
  const [number = 0] = crypto.getRandomValues(new Uint32Array(1));
  return String(number % 1_000_000).padStart(6, '0');
};

export const iso = (at: number): string => new Date(at).toISOString();
