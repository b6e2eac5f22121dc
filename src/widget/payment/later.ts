/** What is not needed to show the form. Loaded as soon as the form is there, and before anything is sent. */
export { AfterSending } from './after-sending.ts';
export { styles } from './later-styles.ts';
export { pursue } from './pursue.ts';
export { sendEvent } from './send.ts';
