/**
 * Loaded into `handslag serve` before anything of its own. The program is the real one; only its time goes by faster,
 * and it is killed at the commit that it is told: just before that is durable, or just after and before anybody
 * can be told so. It says how many commits there were, so that a test knows at how many it can die.
 */
import { DatabaseSync } from 'node:sqlite';
import { epochVariable, hurryEverything } from './hurried-clock.ts';

hurryEverything(Number(process.env[epochVariable]));

const [when, n] = (process.env.HANDSLAG_TEST_DEATH ?? '').split(' ');
const { exec } = DatabaseSync.prototype;
let commits = 0;

const dieIf = (isSo: boolean): void => {
  if (isSo) process.kill(process.pid, 'SIGKILL');
};

DatabaseSync.prototype.exec = function execute(sql) {
  if (!sql.endsWith('COMMIT')) return exec.call(this, sql);
  commits += 1;
  const isLast = commits === Number(n);
  dieIf(isLast && when === 'before');
  exec.call(this, sql);
  dieIf(isLast && when === 'after');
  process.send?.(commits);
};

// To be told something is no reason to go on.
process.channel?.unref();
