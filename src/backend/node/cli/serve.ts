import { loadConfig } from '../config/load-config.ts';
import { createLog } from '../log.ts';
import { startService } from '../service.ts';
import { type Command, configFile, configHelp, configOption, exit, readArguments } from './command.ts';

const help = `Usage: handslag serve [--config FILE]

Runs the service until it gets SIGTERM or SIGINT. Then it tells load balancers at /readyz that it stops, answers
every screen that waits, lets what is under way finish, and exits. A second signal ends it at once; nothing is lost
by that.

One service uses a data folder at a time; a second refuses to start.

The log is on standard output, one JSON object a line.

${configHelp}`;

/** Resolves at the first signal to stop. From then on the next signal ends the process, whatever it is doing. */
const stopSignal = (): Promise<NodeJS.Signals> =>
  new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        resolve(signal);
        process.once(signal, () => process.exit(exit.failed));
      });
    }
  });

export const serve: Command = {
  help,
  async run(args, terminal) {
    const { values } = readArguments(args, configOption);
    const config = loadConfig(configFile(values, terminal), terminal.env);
    const log = createLog(config.logLevel);
    process.on('uncaughtException', (error) => {
      log.error('service.crashed', { error });
      process.exit(exit.failed);
    });

    const stopped = stopSignal();
    const service = await startService(config, log);
    log.info('service.started', {
      host: config.listen.host,
      port: service.port,
      metricsPort: service.metricsPort,
      publicUrl: config.publicUrl,
      providers: Object.keys(config.providers),
    });
    log.info('service.stopping', { signal: await stopped });
    await service.stop();
    log.info('service.stopped');
    return exit.done;
  },
};
