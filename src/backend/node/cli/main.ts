import { CannotStart } from '../cannot-start.ts';
import { nearestName } from '../config/nearest-name.ts';
import { type Command, exit, type Terminal, UsageError } from './command.ts';
import { version } from './version.ts';

/** Each command is loaded only when it is run. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./serve.ts')).serve,
  'check-config': async () => (await import('./check-config.ts')).checkConfig,
  stuck: async () => (await import('./stuck.ts')).stuck,
  resend: async () => (await import('./resend.ts')).resend,
  'rotate-keys': async () => (await import('./rotate-keys.ts')).rotateKeys,
  'hash-secret': async () => (await import('./hash-secret.ts')).hashSecretCommand,
  listen: async () => (await import('./listen.ts')).listen,
  'op-setup': async () => (await import('./op-setup.ts')).opSetup,
};

const help = `Usage: handslag COMMAND [OPTIONS]

Pay from the bank account and sign up to direct debit in one approval.

  serve          run the service
  check-config   say everything that is wrong with the configuration, and start nothing
  stuck          list the requests and consents of which nobody knows what came
  resend         send webhooks again
  rotate-keys    sign tokens with a new key from now on
  hash-secret    make the secret of a client, or hash the one that it has
  listen         bring a client's webhooks to a developer's machine
  op-setup       register a service provider at OP: keys, certificate requests, configuration

  --help         what a command does and which options it has: handslag serve --help
  --version      the version

Exit codes: 0 done, 1 could not be done, 2 not understood.`;

/** Runs one command line and resolves with the exit code. */
export const main = async (args: readonly string[], terminal: Terminal): Promise<number> => {
  const [name, ...rest] = args;
  try {
    if (name === undefined || ['--help', '-h', 'help'].includes(name)) return say(terminal, help);
    if (name === '--version') return say(terminal, version());
    const command = await find(name);
    if (rest.includes('--help') || rest.includes('-h')) return say(terminal, command.help);
    return await command.run(rest, terminal);
  } catch (error) {
    return complain(error, name, terminal);
  }
};

const find = async (name: string): Promise<Command> => {
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load !== undefined) return load();
  const meant = nearestName(name, Object.keys(commands));
  throw new UsageError(`There is no command ${name}${meant === undefined ? '' : `: did you mean ${meant}?`}`);
};

const say = (terminal: Terminal, text: string): number => {
  terminal.out(text);
  return exit.done;
};

const complain = (error: unknown, name: string | undefined, terminal: Terminal): number => {
  if (error instanceof UsageError) {
    const known = name !== undefined && Object.hasOwn(commands, name) ? `${name} ` : '';
    terminal.err(`${error.message}\n\nhandslag ${known}--help says what there is.`);
    return exit.misused;
  }
  if (!(error instanceof CannotStart)) throw error;
  terminal.err(error.message);
  return exit.failed;
};
