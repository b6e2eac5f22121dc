/**
 * Loaded before every TypeScript entry: says plainly that the running Node is too old, before Node itself says
 * it obscurely. CommonJS without types, so that any Node can read it.
 */
'use strict';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    [
      `Handslag needs Node 22.18 or newer; this is Node ${process.versions.node}.`,
      'On Linux, macOS (and Windows on x64) "npm ci" brings a Node 24 of its own, and "npm start" and "npm test" use it:',
      'run "npm ci" again, without --omit=optional. Elsewhere install Node 24 from https://nodejs.org.',
    ].join('\n'),
  );
  process.exit(1);
}
