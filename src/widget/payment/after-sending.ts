import type { PaymentState } from '../../flow/payment-state.ts';
import { formatDuration } from '../format-time.ts';
import { Countdown } from './countdown.ts';
import { outcomeScreen } from './outcome.ts';
import { outcomeWords } from './outcome-words.ts';
import { sendingScreen } from './sending.ts';
import type { View } from './view.ts';
import { Voice } from './voice.ts';
import { waitingScreen, waitingWords } from './waiting.ts';

/** What is seen and heard once the payment has been sent. */
export class AfterSending {
  readonly #countdown: Countdown;
  readonly #voice = new Voice();

  /** `onTick`: it must be drawn again, because time has passed. */
  constructor(onTick: () => void) {
    this.#countdown = new Countdown(onTick);
  }

  screen(state: PaymentState, view: View) {
    const { t, locale } = view;
    switch (state.at) {
      case 'sending':
        this.#voice.say(t(state.offline ? 'offline' : 'sendingTitle'));
        return sendingScreen(state, view);
      case 'waiting': {
        const { snapshot } = state;
        const left = snapshot.status === 'pending' ? this.#countdown.left(snapshot) : 0;
        // The code is read out letter by letter.
        const code =
          snapshot.bindingCode === null ? '' : ` ${t('code')}: ${[...snapshot.bindingCode].join(' ')}`;
        this.#voice.say(t(waitingWords(state, left)) + code);
        this.#voice.sayTime(left, t('timeLeft', { time: formatDuration(left, locale) }));
        return waitingScreen(state, left, view);
      }
      case 'done': {
        const { title, texts } = outcomeWords(state);
        this.#voice.sayEnd(`${t(title)}. ${texts.map((key) => t(key)).join(' ')}`);
        return outcomeScreen(state, view);
      }
      default:
        this.#voice.say('');
        return '';
    }
  }

  /** What to put into the regions that a screen reader listens to. */
  get said(): { readonly status: string; readonly alert: string } {
    return this.#voice;
  }
}
