import { expect, fixture, html } from '@open-wc/testing';
import type { Language } from '../../src/protocol/words.ts';
import type { Patience } from '../../src/widget/persist.ts';
import { Refused } from '../../src/widget/refused.ts';
import { type Files, Words } from '../../src/widget/words.ts';

interface Texts extends Readonly<Record<string, string>> {
  readonly greeting: string;
}

const lost = () => Promise.reject(new TypeError('no network'));
const said = (greeting: string) => async () => ({ texts: { greeting } });

const patience: Patience = { tries: 1, onConnection: () => {}, signal: new AbortController().signal };

/** The words of an element in a Danish page. Languages that are not named cannot be loaded. */
const wordsWith = async (there: Partial<Files<Texts>>) => {
  const files: Files<Texts> = { en: lost, da: lost, sv: lost, nb: lost, fi: lost, ...there };
  const element = await fixture<HTMLElement>(html`<div lang="da"></div>`);
  let changed = () => {};
  const words = new Words(element, files, () => changed());
  const change = () =>
    new Promise<void>((resolve) => {
      changed = resolve;
    });
  const says = (): readonly [Language | undefined, string] => [words.language, words.text('greeting')];
  return { element, words, says, change };
};

describe('the words of an element', () => {
  it('are those of its place in the page', async () => {
    const { words, says } = await wordsWith({ da: said('Hej'), en: said('Hello') });
    await words.come(patience);
    expect(says()).to.deep.equal(['da', 'Hej']);
  });

  it('are English where its language cannot be loaded, also when it is drawn meanwhile', async () => {
    const { words, says } = await wordsWith({
      en: async () => {
        words.follow();
        return { texts: { greeting: 'Hello' } };
      },
    });
    await words.come(patience);
    expect(says()).to.deep.equal(['en', 'Hello']);
  });

  it('are missed where none can be loaded', async () => {
    const { words, says } = await wordsWith({});
    const error = await words.come(patience).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(Refused);
    expect(says()).to.deep.equal([undefined, '']);
  });

  it('stay until those of another language are there', async () => {
    const swedish = Promise.withResolvers<{ readonly texts: Texts }>();
    const { element, words, says, change } = await wordsWith({ da: said('Hej'), sv: () => swedish.promise });
    await words.come(patience);
    element.lang = 'sv';
    words.follow();
    expect(says()).to.deep.equal(['da', 'Hej']);
    swedish.resolve({ texts: { greeting: 'Hejsan' } });
    await change();
    expect(says()).to.deep.equal(['sv', 'Hejsan']);
  });
});
