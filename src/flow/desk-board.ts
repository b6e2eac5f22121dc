import type { DeskRequest } from '../protocol/collection-request.ts';
import { isFinal } from '../protocol/order.ts';
import { isNotInCall } from './desk.ts';
import type { DeskOpen } from './desk-state.ts';

/** `trouble`: what has not come to a good end, or nobody knows of. */
export const filters = ['all', 'waiting', 'opened', 'trouble'] as const;
export type Filter = (typeof filters)[number];

export const sorts = ['newest', 'oldest', 'ending'] as const;
export type Sort = (typeof sorts)[number];

/** How an agent wants to see the board. */
export interface Look {
  readonly filter: Filter;
  readonly sort: Sort;
  /** What is looked for, as typed. */
  readonly search: string;
}

export interface Sections {
  readonly live: readonly DeskRequest[];
  /** Folded away. */
  readonly finished: readonly DeskRequest[];
}

const shows: Readonly<Record<Filter, (row: DeskRequest) => boolean>> = {
  all: () => true,
  waiting: ({ status, stage }) => status === 'pending' && stage !== 'opened',
  opened: ({ stage }) => stage === 'opened',
  trouble: ({ status }) => status !== 'pending' && status !== 'approved' && status !== 'cancelled',
};

const order: Readonly<Record<Sort, (a: DeskRequest, b: DeskRequest) => number>> = {
  newest: (a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt),
  oldest: (a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt),
  ending: (a, b) => Date.parse(a.expiresAt) - Date.parse(b.expiresAt),
};

/** Every word that is looked for must be somewhere in the row. */
const isFound = ({ reference, text, customerNumber, bindingCode }: DeskRequest, search: string): boolean => {
  const words = [reference, text, customerNumber, bindingCode].join(' ').toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => words.includes(word));
};

/** The board as it is to be seen. Who is in no call comes first, whatever the order. */
export const sections = ({ rows, ended }: DeskOpen, { filter, sort, search }: Look): Sections => {
  const isLoud = (row: DeskRequest) => Number(isNotInCall(row) && ended.has(row.id));
  const wanted = [...rows.values()]
    .filter((row) => (isLoud(row) || shows[filter](row)) && isFound(row, search))
    .sort((a, b) => isLoud(b) - isLoud(a) || order[sort](a, b));
  const isLive = ({ id, status }: DeskRequest) => !isFinal(status) || ended.has(id);
  return { live: wanted.filter(isLive), finished: wanted.filter((row) => !isLive(row)) };
};
