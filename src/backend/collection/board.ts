import type { Write } from '../store/store.ts';
import type { RequestRow } from './record.ts';

/** Milliseconds for which a finished request stays on its desk's board: as long as a shift. */
const kept = 12 * 3_600_000;

/**
 * Table `boards`: what stands on the boards of desks. One row per request, with its id, under the session of its desk;
 * written with every change of the request, so that the order of the rows is that of the changes. Its `due` is when it
 * leaves the board.
 */
export const boardWrites = (
  id: string,
  { desk, finalAt }: Pick<RequestRow, 'desk' | 'finalAt'>,
  now: number,
): readonly Write[] => {
  if (!desk) return [];
  const leaves = finalAt === null ? null : finalAt + kept;
  if (leaves !== null && leaves <= now) return [];
  return [{ table: 'boards', id, value: {}, keys: [desk.session], due: leaves }];
};
