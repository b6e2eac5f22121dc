import pino, { type DestinationStream } from 'pino';
import type { Log } from '../../providers/given.ts';
import { redact } from './redact.ts';

export type LogLevel = 'info' | 'warn' | 'error' | 'silent';

/** Structured log, one JSON object a line: `level`, `time`, `event`, and the event's own fields. */
export const createLog = (level: LogLevel, destination: DestinationStream = pino.destination(1)): Log => {
  const logger = pino(
    {
      level,
      base: null,
      messageKey: 'event',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );
  const write =
    (at: 'info' | 'warn' | 'error'): Log['info'] =>
    (event, fields = {}) => {
      if (logger.isLevelEnabled(at)) logger[at](redact(fields), event);
    };
  return { info: write('info'), warn: write('warn'), error: write('error') };
};
