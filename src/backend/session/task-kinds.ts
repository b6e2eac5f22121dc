import type { AuthorizationDetail, Task } from '../../protocol/session.ts';
import type { Caller } from '../caller.ts';
import type { MerchantConfig } from '../config.ts';
import { Refusal } from '../edge/problem.ts';
import type { SessionRow } from './session.ts';

/** The details by their `type`. */
type Details = { readonly [D in AuthorizationDetail as D['type']]: D };

/** A session that somebody looks at. */
export interface OpenSession {
  readonly id: string;
  readonly row: SessionRow;
  readonly caller: Caller;
}

/** The task as the browser may know it. `test`: no money moves, for its provider is a sandbox. */
export interface Shown {
  readonly task: Task;
  readonly test: boolean;
}

/** What the room that owns a kind of task says about it. */
export interface TaskKind<D extends AuthorizationDetail> {
  /**
   * The detail in its normal form, held against what the merchant may do. Throws `Refusal` with a pointer for what could
   * never be done.
   */
  admit(detail: D, merchant: MerchantConfig): D;
  show(detail: D, session: OpenSession): Promise<Shown>;
}

/** Each kind of task, from the room that it belongs to. One whose provider is not configured is not there. */
export type TaskKinds = { readonly [T in keyof Details]?: TaskKind<Details[T]> };

/** Throws `Refusal` `body_invalid` for a kind of task that is not there, as `TaskKind` does for what cannot be done. */
export const admit = (
  kinds: TaskKinds,
  detail: AuthorizationDetail,
  merchant: MerchantConfig,
): AuthorizationDetail => admitAs(kinds, detail.type, detail, merchant);

/** Throws `Refusal` `unavailable` for a kind of task that the configuration has lost since. */
export const show = (kinds: TaskKinds, detail: AuthorizationDetail, session: OpenSession): Promise<Shown> =>
  showAs(kinds, detail.type, detail, session);

const admitAs = <T extends keyof Details>(
  kinds: TaskKinds,
  type: T,
  detail: Details[T],
  merchant: MerchantConfig,
): Details[T] => {
  const kind = kinds[type];
  if (kind === undefined) {
    throw new Refusal('body_invalid', { errors: [{ pointer: '/type', code: 'not_allowed' }] });
  }
  return kind.admit(detail, merchant);
};

const showAs = <T extends keyof Details>(
  kinds: TaskKinds,
  type: T,
  detail: Details[T],
  session: OpenSession,
): Promise<Shown> => {
  const kind = kinds[type];
  if (kind === undefined) throw new Refusal('unavailable');
  return kind.show(detail, session);
};
