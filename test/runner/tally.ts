/** What a step counted. A step that could not run at all counts as one failure. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

export const onePassed: Tally = { passed: 1, failed: 0 };
export const oneFailed: Tally = { passed: 0, failed: 1 };

export const sum = (tallies: readonly Tally[]): Tally => ({
  passed: tallies.reduce((total, tally) => total + tally.passed, 0),
  failed: tallies.reduce((total, tally) => total + tally.failed, 0),
});

const indent = (text: string): string => text.trimEnd().replaceAll(/^/gm, '    ');

/** Past `console`, which the web test runner takes over to redraw what has been said. */
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** One line per file or command; what went wrong follows in full. */
export const report = (tally: Tally, name: string, troubles: readonly string[] = []): void => {
  const mark = tally.failed > 0 ? 'FAIL' : '  ok';
  say(`${mark} ${String(tally.passed).padStart(4)}  ${name}`);
  for (const trouble of troubles.filter((text) => text.trim() !== '')) say(`\n${indent(trouble)}\n`);
};
