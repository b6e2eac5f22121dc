import type { EftConsentState } from '../../../flow/eft-consent-state.ts';
import type { LaterElement } from '../../later-element.ts';
import type { Patience } from '../../persist.ts';
import { fill } from '../../texts/texts.ts';
import { Words } from '../../words.ts';
import type { View as ListView } from '../view.ts';
import { files } from './files.ts';
import { followingScreen } from './following.ts';
import { GivingForm } from './form.ts';
import { perform } from './perform.ts';
import { sendingScreen } from './sending.ts';
import { styles } from './styles.ts';
import type { Texts } from './texts/en.ts';
import type { View } from './view.ts';
import { followingWords } from './words-of.ts';

/** What comes after the list: giving a consent and following it. Resolves when it can be shown. */
export const openGiving = async (element: LaterElement, patience: Patience) => {
  const words = new Words<Texts>(element, files, () => element.requestUpdate());
  await words.come(patience);
  element.addStyles(styles);
  const form = new GivingForm(element);

  const viewOf = ({ t, ...view }: ListView): View => {
    words.follow();
    const isOwn = (key: string): key is keyof Texts => words.text(key as keyof Texts) !== '';
    return {
      ...view,
      t: (key, values) =>
        isOwn(key) ? fill(element.texts[key] ?? words.text(key), values ?? {}) : t(key, values),
    };
  };

  return {
    perform,
    /** Forgets the person. */
    clear: () => form.clear(),
    form: (state: Extract<EftConsentState, { at: 'giving' }>, view: ListView) =>
      form.render(state, viewOf(view)),
    sending: (state: Extract<EftConsentState, { at: 'sending' }>, view: ListView) =>
      sendingScreen(state, viewOf(view)),
    following: (state: Extract<EftConsentState, { at: 'following' }>, view: ListView) =>
      followingScreen(state, viewOf(view)),
    /** What a screen reader is told of one that is sent, and of one that is followed. */
    said: (state: Extract<EftConsentState, { at: 'sending' | 'following' }>, view: ListView): string =>
      viewOf(view).t(state.at === 'sending' ? 'sending' : followingWords(state.consent)[0]),
  };
};
