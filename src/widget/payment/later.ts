/** What is not needed to show the form. Loaded as soon as it is shown, and before anything is sent. */
export { checkDebtor } from '../../identifiers/debtor.ts';
export { outcomeScreen } from './outcome.ts';
export { outcomeWords } from './outcome-words.ts';
export { pursue } from './pursue.ts';
export { waitingScreen, waitingWords } from './waiting.ts';
