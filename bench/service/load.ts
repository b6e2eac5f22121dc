/** The load generator, in a process of its own: takes a `Job` at a time from whoever started it. */
import { Agent, request } from 'node:http';
import { type Awake, type Call, Job } from './load-jobs.ts';

/** Connections that are made at the same time. */
const lanes = 100;

let made = 0;
const unique = (): string => {
  made += 1;
  return `${process.pid}-${made}`;
};

/** Resolves when the answer is complete; rejects if it is a refusal. */
const send = (
  agent: Agent,
  { method, url, headers = {}, body = '' }: Call,
  onConnect: () => void = () => {},
): Promise<void> =>
  new Promise((resolve, reject) => {
    const asked = request(url, { method, headers, agent });
    asked.on('error', reject);
    asked.on('socket', (socket) => {
      if (socket.connecting) socket.once('connect', onConnect);
      else onConnect();
    });
    asked.on('response', (answer) => {
      const { statusCode = 0 } = answer;
      const isGood = statusCode >= 200 && statusCode < 400;
      answer.resume();
      answer.on('end', () => (isGood ? resolve() : reject(new Error(`${method} ${url}: ${statusCode}`))));
    });
    asked.end(body.replaceAll('UNIQUE', unique));
  });

const repeat = async (call: Call, connections: number, ms: number): Promise<number> => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const start = performance.now();
  let done = 0;
  const goOn = async (): Promise<void> => {
    while (performance.now() - start < ms) {
      await send(agent, call);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, goOn));
  const seconds = (performance.now() - start) / 1000;
  agent.destroy();
  return done / seconds;
};

const holding = new Agent({ keepAlive: true });
let held: Promise<number>[] = [];

const hold = async (call: Call, count: number): Promise<number> => {
  let started = 0;
  const goOn = async (): Promise<void> => {
    while (started < count) {
      started += 1;
      await new Promise<void>((resolve) => {
        held.push(send(holding, call, resolve).then(() => performance.now()));
      });
    }
  };
  await Promise.all(Array.from({ length: lanes }, goOn));
  return 0;
};

const wake = async (call: Call): Promise<Awake> => {
  const waiters = held;
  held = [];
  const start = performance.now();
  const [times] = await Promise.all([Promise.all(waiters), send(holding, call)]);
  holding.destroy();
  // Whose time to wait was over before is not among them.
  const after = times
    .map((at) => at - start)
    .filter((ms) => ms > 0)
    .sort((a, b) => a - b);
  return { half: after[Math.floor(after.length / 2)] ?? 0, all: after.at(-1) ?? 0 };
};

const work = (job: Job): Promise<number | Awake> => {
  switch (job.do) {
    case 'repeat':
      return repeat(job.call, job.connections, job.ms);
    case 'hold':
      return hold(job.call, job.count);
    case 'wake':
      return wake(job.call);
  }
};

process.on('message', async (message) => process.send?.(await work(Job.parse(message))));
process.on('disconnect', () => process.exit());
