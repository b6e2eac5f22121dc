import { languages } from '../../../protocol/words.ts';
import type { Files } from '../../words.ts';

/** Two files of words as one: of a key that both have, the second one's text counts. */
export const together = <A extends object, B extends object>(one: Files<A>, other: Files<B>): Files<A & B> =>
  Object.fromEntries(
    languages.map((language) => [
      language,
      async () => {
        const [first, second] = await Promise.all([one[language](), other[language]()]);
        return { texts: { ...first.texts, ...second.texts } };
      },
    ]),
  ) as Files<A & B>;
