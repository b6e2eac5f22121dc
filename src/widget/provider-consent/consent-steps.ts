/** What comes after the first screen. Loaded once that is there, and before anything is started. */
export { CopyButton } from './copy-button.ts';
export { followingScreen, progressOf, titleOf } from './following.ts';
export { perform } from './perform.ts';
