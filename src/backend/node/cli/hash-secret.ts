import { randomBytes } from 'node:crypto';
import { hashSecret } from '../../oauth/secret.ts';
import { CannotStart } from '../cannot-start.ts';
import { type Command, exit, readArguments, type Terminal } from './command.ts';

const help = `Usage: handslag hash-secret [--stdin]

Makes a random secret for a client and prints it with its hash. The secret is for the shop's server, and is shown
this once; the hash is for secretHashes in the configuration.

  --stdin   hash a secret that there is already, read from standard input; it is not printed again`;

/** Characters that a secret must have: one fast hash is enough for what nobody can guess, and for nothing else. */
const shortest = 32;

const readSecret = async ({ stdin }: Terminal): Promise<string> => {
  const secret = (await stdin.toArray()).join('').replace(/\r?\n$/, '');
  if (secret.length >= shortest) return secret;
  throw new CannotStart(
    `The secret has ${secret.length} characters: it must be random and have ${shortest} or more.`,
  );
};

export const hashSecretCommand: Command = {
  help,
  async run(args, terminal) {
    const { values } = readArguments(args, { stdin: { type: 'boolean' } });
    const isGiven = values.stdin === true;
    const secret = isGiven ? await readSecret(terminal) : randomBytes(32).toString('base64url');
    if (!isGiven) terminal.out(`secret   ${secret}`);
    terminal.out(`hash     ${await hashSecret(secret)}`);
    return exit.done;
  },
};
