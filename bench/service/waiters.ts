import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { Bank } from './bank.ts';
import type { Awake, Call } from './load-jobs.ts';
import { askServerToken, openPending } from './pending.ts';
import type { Program } from './program.ts';
import { startFloor } from './start-floor.ts';
import { startLoad } from './start-load.ts';
import { startService } from './start-service.ts';

/** Screens that wait for one request. */
export const crowdSizes: readonly number[] = [1_000, 5_000, 10_000];

/** Files beside connections that a process may have open. */
const spare = 200;

/** Milliseconds for which is waited until all are held: less than a read is held. */
const patience = 20_000;

export interface Held extends Awake {
  /** How many were held. */
  readonly waiters: number;
  /** Bytes by which the process grew while they came. */
  readonly grown: number;
}

export interface Crowd {
  readonly service: Held;
  /** Plain Node that holds as many answers of the same bytes. */
  readonly floor: Held;
}

/** A server on which so many wait, and the calls that wait and wake. */
interface Waited extends Program {
  readonly waitCall: Call;
  readonly wakeCall: Call;
  waiting(): Promise<number>;
}

const Limits = z.object({ userLimits: z.object({ open_files: z.object({ soft: z.number() }) }) });

/** As many connections as this machine allows a process; infinite where it does not say. */
const readMostWaiters = (): number => {
  const report = Limits.safeParse(process.report.getReport());
  return report.success ? report.data.userLimits.open_files.soft - spare : Number.POSITIVE_INFINITY;
};

/** Read once, while nobody is connected: the report names everybody who is. */
export const mostWaiters = readMostWaiters();

const holdOn = async (server: Waited, count: number): Promise<Held> => {
  const load = startLoad();
  try {
    const before = await server.memory();
    const start = performance.now();
    await load.hold(server.waitCall, count);
    while ((await server.waiting()) < count && performance.now() - start < patience) await sleep(100);
    const waiters = await server.waiting();
    const grown = (await server.memory()) - before;
    return { waiters, grown, ...(await load.wake(server.wakeCall)) };
  } finally {
    await load.stop();
  }
};

/** `count` screens that wait for one request, which is then cancelled: one commit, of which all are told. */
const holdOnService = async (bank: Bank, count: number): Promise<Held> => {
  const service = await startService({ bank });
  try {
    const { url, headers, waitHeaders } = await openPending(service.url);
    // One browser may hold twenty reads; a server, as many as it likes.
    const authorization = `Bearer ${await askServerToken(service.url)}`;
    const waitCall: Call = { method: 'GET', url, headers: { ...waitHeaders, authorization } };
    const wakeCall: Call = { method: 'POST', url: `${url}/cancellation`, headers: { ...headers } };
    return await holdOn({ ...service, waitCall, wakeCall }, count);
  } finally {
    await service.stop();
  }
};

const holdOnFloor = async (count: number, answer: string): Promise<Held> => {
  const floor = await startFloor();
  try {
    await floor.answerWith(answer);
    const waitCall: Call = { method: 'GET', url: `${floor.url}/held` };
    const wakeCall: Call = { method: 'POST', url: `${floor.url}/ring` };
    return await holdOn({ ...floor, waitCall, wakeCall }, count);
  } finally {
    await floor.stop();
  }
};

/** Each in processes of their own, with a load generator of their own. `status`: what all are told at the end. */
export const measureCrowds = async (bank: Bank, status: string): Promise<readonly Crowd[]> => {
  const crowds: Crowd[] = [];
  for (const size of new Set(crowdSizes.map((wanted) => Math.min(wanted, mostWaiters)))) {
    const service = await holdOnService(bank, size);
    crowds.push({ service, floor: await holdOnFloor(size, status) });
  }
  return crowds;
};
