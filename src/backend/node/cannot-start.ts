/**
 * Why the service cannot start, where the person at the console can do something about it. The message is one
 * plain sentence that says what; whoever started us prints it without a stack and exits with 1.
 */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}
