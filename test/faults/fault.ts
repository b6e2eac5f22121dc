/** One fault that somebody might make one day, and the tests that must not let it pass. */
export interface Fault {
  readonly why: string;
  readonly file: string;
  /** Text that is in the file exactly once. */
  readonly find: string;
  readonly replace: string;
  /** Parts of paths of the tests that should notice, as `npm test --` takes them. */
  readonly noticedBy: readonly string[];
}
