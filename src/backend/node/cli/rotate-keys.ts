import * as z from 'zod';
import { loadDataFolder } from '../config/load-config.ts';
import { askService } from '../control.ts';
import { type Command, configFile, configHelp, configOption, exit, readArguments } from './command.ts';

const help = `Usage: handslag rotate-keys [--config FILE]

Makes a new key, with which the running service signs tokens from now on. Tokens under the old key stay good until
they expire, an hour at most. Nobody has to be told: whoever checks tokens finds the new key at
/.well-known/jwks.json.

The vault's key, which protects what is personal in the store, is changed in the configuration:

  1. Make a new one: openssl rand -base64 32
  2. Put it first in vaultKeys, the old one behind it, and start the service anew. The new one seals from now on,
     the old one opens what it sealed.
  3. Run handslag rotate-keys, so that the signing key too is sealed under the new one.
  4. After three days, when handslag stuck lists nothing older than the change, take the old one out and start the
     service anew. Nothing is sealed under it any more.

${configHelp}`;

const Answer = z.object({ kid: z.string() });

export const rotateKeys: Command = {
  help,
  async run(args, terminal) {
    const { values } = readArguments(args, configOption);
    const folder = loadDataFolder(configFile(values, terminal), terminal.env);
    const { kid } = Answer.parse(await askService(folder, 'rotate-keys'));
    terminal.out(`Tokens are signed with key ${kid} from now on.`);
    return exit.done;
  },
};
