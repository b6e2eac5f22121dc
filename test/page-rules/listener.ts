import { createHash } from 'node:crypto';

/**
 * The one script that a shop would not have. It only listens, is allowed by its hash, and stands before all else so
 * that no violation comes too early for it. That a browser asks for the shop's icon by itself is not our doing.
 */
export const listener = `window.seen = { violations: [], ready: false, outcome: null };
addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => {
  if (!blockedURI.endsWith('/favicon.ico')) seen.violations.push([effectiveDirective, blockedURI, sample].join(' '));
});
addEventListener('handslag-ready', () => { seen.ready = true; });
addEventListener('handslag-done', (event) => { seen.outcome = event.outcome; });`;

/** As a policy's `script-src` takes it. */
export const listenerHash = `'sha256-${createHash('sha256').update(listener).digest('base64')}'`;
