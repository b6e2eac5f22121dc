import { relative } from 'node:path';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import {
  type Logger,
  startTestRunner,
  type TestRunnerConfig,
  type TestSession,
  type TestSuiteResult,
} from '@web/test-runner';
import { a11ySnapshotPlugin } from '@web/test-runner-commands/plugins';
import type { Engine } from '../browsers.ts';
import { freePort } from './free-port.ts';
import { launch } from './launchers.ts';
import { oneFailed, report, sum, type Tally } from './tally.ts';
import { createWorlds } from './worlds.ts';

/** Failures are told by the reporter below; all the runner itself may still say is that a file does not parse. */
const logger: Logger = {
  log: () => {},
  debug: () => {},
  group: () => {},
  groupEnd: () => {},
  warn: console.warn,
  error: console.error,
  logSyntaxError: ({ message, filePath, line, column }) =>
    console.error(`${relative(process.cwd(), filePath)}:${line}:${column} ${message}`),
};

interface Outcome {
  readonly tally: Tally;
  readonly troubles: readonly string[];
}

type Failure = TestSession['errors'][number];

const describeFailure = ({ name, message, stack, expected, actual }: Failure): string =>
  [
    name === undefined ? message : `${name}: ${message}`,
    expected === undefined ? '' : `expected: ${expected}\nactual:   ${actual}`,
    (stack ?? '').replaceAll(/https?:\/\/localhost:\d+\//g, '').replaceAll(/\?wtr-[^:)\s]*/g, ''),
  ]
    .filter((part) => part !== '')
    .join('\n');

const ofSuite = (suite: TestSuiteResult, path: readonly string[]): Outcome => {
  const tests = suite.tests.filter(({ skipped }) => !skipped);
  const failed = tests.filter(({ passed }) => !passed);
  const inner = suite.suites.map((one) => ofSuite(one, [...path, one.name]));
  return {
    tally: sum([
      { passed: tests.length - failed.length, failed: failed.length },
      ...inner.map(({ tally }) => tally),
    ]),
    troubles: [
      ...failed.map(({ name, error }) =>
        [[...path, name].join(' › '), ...(error === undefined ? [] : [describeFailure(error)])].join('\n'),
      ),
      ...inner.flatMap(({ troubles }) => troubles),
    ],
  };
};

/** What one browser made of one file. A file that could not be loaded, or holds no test, is one failure. */
const ofSession = ({ testResults, errors, logs, passed }: TestSession): Outcome => {
  const tests = testResults === undefined ? { tally: sum([]), troubles: [] } : ofSuite(testResults, []);
  const broken =
    (passed !== true && tests.tally.failed === 0) || tests.tally.passed + tests.tally.failed === 0;
  const tally = broken ? sum([tests.tally, oneFailed]) : tests.tally;
  if (tally.failed === 0) return { tally, troubles: [] };
  return {
    tally,
    troubles: [
      ...errors.map(describeFailure),
      ...tests.troubles,
      ...(tests.tally.passed + tests.tally.failed === 0 ? ['no test was run'] : []),
      ...(logs.length > 0 ? [`the page's console:\n${logs.map((line) => line.join(' ')).join('\n')}`] : []),
    ],
  };
};

export interface PageRun {
  readonly engine: Engine;
  readonly files: readonly string[];
  readonly grep: string | undefined;
}

/** Runs page tests in one engine, each file in a page of its own. */
export const runPageTests = async ({ engine, files, grep }: PageRun): Promise<Tally> => {
  const root = process.cwd();
  const { launcher, concurrency } = await launch(engine);
  const tallies: Tally[] = [];
  const port = await freePort();
  const worlds = createWorlds(`http://localhost:${port}`);
  const config: TestRunnerConfig = {
    files: [...files],
    rootDir: root,
    port,
    browsers: [launcher],
    concurrency,
    nodeResolve: true,
    logger,
    staticLogging: true,
    filterBrowserLogs: ({ args }) => !String(args[0]).startsWith('Lit is in dev mode'),
    middleware: [worlds.middleware],
    plugins: [esbuildPlugin({ ts: true, target: 'es2022', tsconfig: 'tsconfig.json' }), a11ySnapshotPlugin()],
    testFramework: { config: { timeout: 20_000, ...(grep === undefined ? {} : { grep }) } },
    reporters: [
      {
        reportTestFileResults({ sessionsForTestFile, testFile }) {
          const outcomes = sessionsForTestFile.map(ofSession);
          const tally = sum(outcomes.map((outcome) => outcome.tally));
          tallies.push(tally);
          const troubles = outcomes.flatMap((outcome) => outcome.troubles);
          report(tally, `${relative(root, testFile)} (${engine})`, troubles);
        },
      },
    ],
  };
  const runner = await startTestRunner({
    config,
    readCliArgs: false,
    readFileConfig: false,
    autoExitProcess: false,
  });
  await new Promise<void>((resolve) => runner?.on('stopped', () => resolve()));
  await worlds.stop();
  return tallies.length === 0 ? oneFailed : sum(tallies);
};
