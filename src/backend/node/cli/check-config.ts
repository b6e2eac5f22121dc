import { loadConfig } from '../config/load-config.ts';
import { type Command, configFile, configHelp, configOption, exit, readArguments } from './command.ts';

const help = `Usage: handslag check-config [--config FILE]

Reads the configuration with everything it refers to, and says all that is wrong with it at once. Starts nothing,
asks nobody, changes nothing. Run it where the service runs: it needs the same environment and files.

${configHelp}`;

export const checkConfig: Command = {
  help,
  async run(args, terminal) {
    const { values } = readArguments(args, configOption);
    const file = configFile(values, terminal);
    const { publicUrl, merchants, clients, providers, listen, dataFolder } = loadConfig(file, terminal.env);
    terminal.out(`${file} is in order.

  public URL   ${publicUrl}
  listens on   ${listen.host} port ${listen.port}
  data         ${dataFolder}
  providers    ${Object.keys(providers).join(', ') || 'none'}
  merchants    ${merchants.map(({ id }) => id).join(', ')}
  clients      ${clients.map(({ id }) => id).join(', ')}`);
    return exit.done;
  },
};
