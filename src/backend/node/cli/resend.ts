import { WebhookDelivery } from '../../../protocol/webhook.ts';
import { loadDataFolder } from '../config/load-config.ts';
import { askService } from '../control.ts';
import {
  type Command,
  configFile,
  configHelp,
  configOption,
  exit,
  readArguments,
  UsageError,
} from './command.ts';

const help = `Usage: handslag resend [--config FILE] ID...

Sends webhooks again, whatever became of them, at once and then for days as if they were new: also to an endpoint
that answered 410. An ID is a webhook-id (msg_...), from GET /v1/webhook-deliveries, the log, or the shop.

The running service does it, at its control socket in the data folder.

${configHelp}`;

export const resend: Command = {
  help,
  async run(args, terminal) {
    const { values, positionals } = readArguments(args, configOption, { positionals: true });
    if (positionals.length === 0) throw new UsageError('Which webhooks? Give their ids.');
    const folder = loadDataFolder(configFile(values, terminal), terminal.env);
    let missing = 0;
    for (const id of positionals) {
      const delivery = WebhookDelivery.optional().parse(await askService(folder, 'resend', id));
      if (delivery === undefined) {
        terminal.err(`${id}: there is none such.`);
        missing++;
      } else {
        terminal.out(`${id}: on its way to endpoint ${delivery.endpoint}.`);
      }
    }
    return missing === 0 ? exit.done : exit.failed;
  },
};
